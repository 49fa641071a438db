using System.Security.Cryptography;

namespace ChatOrleans.Grains.Push;

/// <summary>Encrypts a message for one device (RFC 8291), so that its push service can't read it.</summary>
internal static class PushEncryption
{
    /// <summary>The length of a device's authentication secret.</summary>
    public const int AuthLength = 16;

    /// <summary>The longest content: what every push service takes (RFC 8030, 7.2), without header, delimiter and tag.</summary>
    public const int MaxContent = ContentCoding.RecordSize - ContentCoding.SaltLength - 5 - CurvePoint.Length - 17;

    // Only so much of a length shows to who sees the encrypted message.
    private const int Step = 256;

    /// <summary>Encrypts for the device with these keys, under a key and a salt that are used once.</summary>
    /// <exception cref="CryptographicException">The device's key is no point of the curve.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> devicePoint, ReadOnlySpan<byte> auth, ReadOnlySpan<byte> content)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var padding = Math.Min((Step - (content.Length % Step)) % Step, MaxContent - content.Length);
        return Encrypt(devicePoint, auth, content, once, RandomNumberGenerator.GetBytes(ContentCoding.SaltLength), padding);
    }

    /// <inheritdoc cref="Encrypt(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    internal static byte[] Encrypt(
        ReadOnlySpan<byte> devicePoint,
        ReadOnlySpan<byte> auth,
        ReadOnlySpan<byte> content,
        ECDiffieHellman once,
        ReadOnlySpan<byte> salt,
        int padding)
    {
        using var device = CurvePoint.Import(devicePoint);
        var ownPoint = CurvePoint.Write(once.ExportParameters(includePrivateParameters: false).Q);
        var shared = once.DeriveRawSecretAgreement(device.PublicKey);
        Span<byte> pseudoRandom = stackalloc byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, shared, auth, pseudoRandom);
        Span<byte> secret = stackalloc byte[SHA256.HashSizeInBytes];
        byte[] info = [.. "WebPush: info\0"u8, .. devicePoint, .. ownPoint];
        HKDF.Expand(HashAlgorithmName.SHA256, pseudoRandom, secret, info);
        return ContentCoding.Encode(secret, salt, ownPoint, content, padding);
    }
}

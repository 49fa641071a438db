using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.TestKit;

/// <summary>A browser's part of Web Push: its keys, and reading what was encrypted for them (RFC 8291, RFC 8188).</summary>
public sealed class PushDevice : IDisposable
{
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int CoordinateLength = 32;

    private readonly ECDiffieHellman _key;
    private readonly byte[] _auth;

    /// <summary>With keys of its own.</summary>
    public PushDevice()
        : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16))
    {
    }

    /// <summary>With these keys, in base64url.</summary>
    public PushDevice(string privateKey, string p256dh, string auth)
        : this(ECDiffieHellman.Create(Parameters(Base64Url.DecodeFromChars(p256dh), Base64Url.DecodeFromChars(privateKey))), Base64Url.DecodeFromChars(auth))
    {
    }

    private PushDevice(ECDiffieHellman key, byte[] auth)
    {
        _key = key;
        _auth = auth;
    }

    /// <summary>The public key, an uncompressed point.</summary>
    public byte[] Point
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. point.X!, .. point.Y!];
        }
    }

    /// <summary>The authentication secret.</summary>
    public ReadOnlySpan<byte> Auth => _auth;

    /// <summary>What a browser says of its subscription.</summary>
    public object Subscription(Uri endpoint) => new
    {
        endpoint = endpoint.ToString(),
        expirationTime = (long?)null,
        keys = new { p256dh = Base64Url.EncodeToString(Point), auth = Base64Url.EncodeToString(_auth) },
    };

    /// <summary>What a body says that was encrypted for this device.</summary>
    public string Decrypt(byte[] body)
    {
        var sender = body[(SaltLength + 5)..(SaltLength + 5 + body[SaltLength + 4])];
        using var other = ECDiffieHellman.Create(Parameters(sender, secret: null));
        var shared = _key.DeriveRawSecretAgreement(other.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. Point, .. sender];
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _auth, info);
        return Encoding.UTF8.GetString(Decode(body, secret));
    }

    /// <summary>The content of a body in the coding <c>aes128gcm</c>, of as many records as there are.</summary>
    public static byte[] Decode(byte[] body, byte[] secret)
    {
        var salt = body[..SaltLength];
        var size = (int)BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(SaltLength));
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        using var cipher = new AesGcm(key, TagLength);
        var content = new MemoryStream();
        var number = 0;
        for (var start = SaltLength + 5 + body[SaltLength + 4]; start < body.Length; start += size)
        {
            var record = body.AsSpan(start, Math.Min(size, body.Length - start));
            var plain = new byte[record.Length - TagLength];
            var own = (byte[])nonce.Clone();
            BinaryPrimitives.WriteInt32BigEndian(own.AsSpan(8), BinaryPrimitives.ReadInt32BigEndian(own.AsSpan(8)) ^ number++);
            cipher.Decrypt(own, record[..plain.Length], record[plain.Length..], plain);
            var end = Array.FindLastIndex(plain, octet => octet != 0);
            if (plain[end] != (start + size < body.Length ? 1 : 2))
            {
                throw new ExpectationException("A record has the wrong delimiter.");
            }

            content.Write(plain, 0, end);
        }

        return content.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static ECParameters Parameters(byte[] point, byte[]? secret) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[1..(1 + CoordinateLength)], Y = point[(1 + CoordinateLength)..] },
        D = secret,
    };
}

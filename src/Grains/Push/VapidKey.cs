using System.Buffers.Text;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Push;

/// <summary>The key pair that tells push services who sends (RFC 8292): ECDSA on P-256.</summary>
public sealed class VapidKey : IDisposable
{
    private const int ScalarLength = 32;

    private readonly ECDsa _key;
    private readonly byte[] _secret;
    private readonly Lock _gate = new();

    private VapidKey(ECDsa key)
    {
        _key = key;
        var parameters = key.ExportParameters(includePrivateParameters: true);
        _secret = parameters.D!;
        PublicKey = Base64Url.EncodeToString(CurvePoint.Write(parameters.Q));
    }

    /// <summary>The uncompressed point in base64url, as browsers subscribe with it.</summary>
    public string PublicKey { get; }

    /// <summary>The private part in base64url, as the configuration has it.</summary>
    public string PrivateKey => Base64Url.EncodeToString(_secret);

    /// <summary>A new pair.</summary>
    public static VapidKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The pair of a private part; null for what is none.</summary>
    /// <param name="privateKey">As <see cref="PrivateKey"/> is.</param>
    public static VapidKey? Read(string privateKey)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        if (!Base64Url.IsValid(privateKey, out var length) || length != ScalarLength)
        {
            return null;
        }

        try
        {
            return new VapidKey(ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = Base64Url.DecodeFromChars(privateKey),
            }));
        }
        catch (CryptographicException)
        {
            // Zero, or beyond the curve's order.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>The signature of ES256 (RFC 7518).</summary>
    internal byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            return _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}

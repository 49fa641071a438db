using System.Security.Cryptography;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>A public key on the curve P-256.</summary>
internal sealed class EllipticVerificationKey : VerificationKey
{
    private readonly ECParameters _key;

    /// <exception cref="CryptographicException">The point is not on the curve.</exception>
    public EllipticVerificationKey(ECPoint point)
    {
        _key = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point };
        using var check = ECDsa.Create(_key);
    }

    public override string Algorithm => "ES256";

    public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var ecdsa = ECDsa.Create(_key);
        return ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}

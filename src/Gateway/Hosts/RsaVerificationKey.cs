using System.Security.Cryptography;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>A public key of RSA.</summary>
internal sealed class RsaVerificationKey(RSAParameters key) : VerificationKey
{
    /// <summary>What RFC 7518, 3.3 asks for.</summary>
    private const int MinBytes = 2_048 / 8;

    public override string Algorithm => "RS256";

    /// <summary>Whether the key is long enough.</summary>
    public bool IsStrong => key.Modulus is { Length: >= MinBytes };

    public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        // Made anew: an instance is not promised to take two callers at once.
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}

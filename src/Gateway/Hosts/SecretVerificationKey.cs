using System.Security.Cryptography;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>A secret that the host shares.</summary>
internal sealed class SecretVerificationKey(byte[] secret) : VerificationKey
{
    /// <summary>What RFC 7518, 3.2 asks for.</summary>
    public const int MinBytes = 32;

    /// <summary>More adds nothing.</summary>
    public const int MaxBytes = 1_024;

    public override string Algorithm => "HS256";

    public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, signed, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}

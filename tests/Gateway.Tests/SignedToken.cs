using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.Gateway.Tests;

/// <summary>A token as a host application makes it, with whatever is wrong about it that a test wants.</summary>
internal static class SignedToken
{
    public static string Hmac(byte[] secret, object claims, string? kid = "one", string alg = "HS256", string? more = null) =>
        Sign(claims, kid, alg, more, signed => HMACSHA256.HashData(secret, signed));

    public static string Rsa(RSA key, object claims, string? kid = "one", string alg = "RS256") =>
        Sign(claims, kid, alg, null, signed => key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Elliptic(ECDsa key, object claims, string? kid = "one", string alg = "ES256") =>
        Sign(claims, kid, alg, null, signed => key.SignData(signed, HashAlgorithmName.SHA256));

    public static string Sign(object claims, string? kid, string alg, string? more, Func<byte[], byte[]> sign)
    {
        var named = kid is null ? string.Empty : $",\"kid\":{JsonSerializer.Serialize(kid)}";
        var header = $"{{\"alg\":\"{alg}\",\"typ\":\"JWT\"{named}{more}}}";
        var payload = claims as string ?? JsonSerializer.Serialize(claims);
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        return $"{signed}.{Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}

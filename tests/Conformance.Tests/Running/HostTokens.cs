using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>A host application that vouches for everybody: no time goes into hashing passwords.</summary>
internal sealed class HostTokens
{
    private const string Issuer = "https://conformance.example";
    private const string Audience = "chat";
    private const int LivesSeconds = 3_000;

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>What the server has to know of it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Chat__Hosts__Issuers__conformance__Issuer"] = Issuer,
        ["Chat__Hosts__Issuers__conformance__Audience"] = Audience,
        ["Chat__Hosts__Issuers__conformance__Secrets__only"] = Convert.ToBase64String(_secret),
    };

    /// <summary>A token for one of its users.</summary>
    public string For(string subject, string name)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new { iss = Issuer, aud = Audience, iat = now, nbf = now, exp = now + LivesSeconds, sub = subject, name };
        var signed = $"{Encode(new { alg = "HS256", typ = "JWT" })}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}

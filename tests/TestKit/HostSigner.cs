using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.TestKit;

/// <summary>A host application that signs tokens for its users.</summary>
public sealed class HostSigner(string issuer, string audience, string algorithm, string? kid, Func<byte[], byte[]> sign)
{
    /// <summary>A token that lives for five minutes.</summary>
    public string Token(string subject, string? name = null, string? handle = null) => Token(new Dictionary<string, object?>
    {
        ["sub"] = subject,
        ["name"] = name,
        ["preferred_username"] = handle,
    });

    /// <summary>A token with these claims in place of the usual ones.</summary>
    public string Token(IReadOnlyDictionary<string, object?> claims, string? algorithmNamed = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var all = new Dictionary<string, object?> { ["iss"] = issuer, ["aud"] = audience, ["iat"] = now, ["nbf"] = now, ["exp"] = now + 300 };
        foreach (var (claim, value) in claims)
        {
            all[claim] = value;
        }

        foreach (var absent in all.Where(claim => claim.Value is null).Select(claim => claim.Key).ToArray())
        {
            all.Remove(absent);
        }

        var header = kid is null
            ? JsonSerializer.Serialize(new { alg = algorithmNamed ?? algorithm, typ = "JWT" })
            : JsonSerializer.Serialize(new { alg = algorithmNamed ?? algorithm, typ = "JWT", kid });
        var signed = $"{Encode(header)}.{Encode(JsonSerializer.Serialize(all))}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}

using System.Security.Cryptography;

namespace ChatOrleans.TestKit;

/// <summary>A host application of the tests' own, which vouches for people who then need no password.</summary>
internal static class TestHost
{
    private const string Issuer = "https://tests.example";
    private const string Audience = "chat";

    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);
    private static readonly HostSigner Signer = new(Issuer, Audience, "HS256", null, data => HMACSHA256.HashData(Secret, data));

    /// <summary>What a server has to know of it.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Chat__Hosts__Issuers__tests__Issuer"] = Issuer,
        ["Chat__Hosts__Issuers__tests__Audience"] = Audience,
        ["Chat__Hosts__Issuers__tests__Secrets__only"] = Convert.ToBase64String(Secret),
    };

    /// <summary>A token for somebody who is to have this handle.</summary>
    public static string Token(string handle) => Signer.Token(handle, handle: handle);
}

namespace ChatOrleans.Gateway.Hosts;

/// <summary>One host application that signs tokens (<c>Chat:Hosts:Issuers:&lt;name&gt;</c>).</summary>
public sealed class IssuerOptions
{
    /// <summary>What its tokens say in <c>iss</c>, compared exactly. Required; no two hosts have the same.</summary>
    public string? Issuer { get; set; }

    /// <summary>What its tokens say in <c>aud</c>, alone or among others. Required.</summary>
    public string? Audience { get; set; }

    /// <summary>By how much the two clocks may differ; 0 to 5 min.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A file with a JSON Web Key Set (RFC 7517): RSA keys, keys on P-256, and secrets.</summary>
    public string? JwksFile { get; set; }

    /// <summary>Public keys (or certificates) as PEM, by <c>kid</c>.</summary>
    public Dictionary<string, string> PublicKeys { get; init; } = [];

    /// <summary>The same in files.</summary>
    public Dictionary<string, string> PublicKeyFiles { get; init; } = [];

    /// <summary>Secrets for HS256 by <c>kid</c>, 32 to 1,024 bytes in base64.</summary>
    public Dictionary<string, string> Secrets { get; init; } = [];
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>
/// Judges tokens that host applications have signed: RFC 7519 in the compact form of RFC 7515, with RS256, ES256 or HS256.
/// The key decides on the algorithm, never the token. Whatever is wrong, there is one answer.
/// </summary>
internal sealed class HostTokens
{
    /// <summary>Several times what such a token needs; nothing longer is worth a look.</summary>
    private const int MaxLength = 8 * 1_024;

    // No white space and no padding, which the decoder would take.
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // Of two fields with one name, readers differ on which counts.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly Dictionary<string, HostIssuer> _issuers;
    private readonly TimeProvider _time;

    public HostTokens(IOptions<HostOptions> options, TimeProvider time)
    {
        _time = time;
        _issuers = options.Value.Issuers.ToDictionary(
            host => host.Value.Issuer!, host => new HostIssuer(host.Key, host.Value), StringComparer.Ordinal);
    }

    /// <summary>Whose the token is; null for anything that is not a living token of a known host.</summary>
    public HostIdentity? Read(string token)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature] ||
            Decode(header) is not { } headerBytes || Decode(payload) is not { } payloadBytes || Decode(signature) is not { } signatureBytes)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(payloadBytes, Strict);
            return claims.RootElement is { ValueKind: JsonValueKind.Object } root &&
                   HostClaims.Text(root, "iss") is { } name && _issuers.TryGetValue(name, out var issuer) &&
                   FindKey(headerBytes, issuer) is { } key &&
                   key.Verifies(Encoding.ASCII.GetBytes($"{header}.{payload}"), signatureBytes)
                ? HostClaims.Judge(root, issuer, _time.GetUtcNow())
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or a text in it is no Unicode.
            return null;
        }
    }

    /// <summary>The key that the header names, if the header asks for nothing but what that key does.</summary>
    private static VerificationKey? FindKey(byte[] header, HostIssuer issuer)
    {
        using var document = JsonDocument.Parse(header, Strict);
        var root = document.RootElement;
        // What is critical has to be understood, and nothing of that kind is (RFC 7515, 4.1.11).
        if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("crit", out _))
        {
            return null;
        }

        var kid = HostClaims.Text(root, "kid");
        if (kid is null && root.TryGetProperty("kid", out _))
        {
            return null;
        }

        var key = issuer.Keys.Find(kid);
        return key is not null && HostClaims.Text(root, "alg") == key.Algorithm ? key : null;
    }

    private static byte[]? Decode(string part) =>
        part.Length > 0 && !part.AsSpan().ContainsAnyExcept(Letters) && Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;
}

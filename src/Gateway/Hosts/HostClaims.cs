using System.Text.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Hosts;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>The claims of a token whose signature holds.</summary>
internal static class HostClaims
{
    /// <summary>Null unless the token is for this product, alive, and about somebody.</summary>
    public static HostIdentity? Judge(JsonElement claims, HostIssuer issuer, DateTimeOffset now)
    {
        var (late, early) = (Seconds(now - issuer.ClockSkew), Seconds(now + issuer.ClockSkew));
        return IsFor(claims, issuer.Audience) &&
               TryTime(claims, "exp", out var ends) && ends > late &&
               TryTime(claims, "nbf", out var begins) && !(begins > early) &&
               TryTime(claims, "iat", out var made) && !(made > early) &&
               Text(claims, "sub") is { Length: >= 1 and <= HostUser.MaxSubjectLength } subject &&
               !subject.Contains('\0', StringComparison.Ordinal)
            ? new HostIdentity(issuer.Name, subject, HandleOf(claims), NameOf(claims))
            : null;
    }

    /// <summary>A field that is a text; null when it is absent or something else.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsFor(JsonElement claims, string audience) =>
        claims.TryGetProperty("aud", out var named) && named.ValueKind switch
        {
            JsonValueKind.String => named.ValueEquals(audience),
            JsonValueKind.Array => named.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(audience)),
            _ => false,
        };

    /// <summary>False for what is there and no number; null seconds for what is not there.</summary>
    private static bool TryTime(JsonElement claims, string name, out double? seconds)
    {
        seconds = null;
        if (!claims.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            return false;
        }

        seconds = number;
        return true;
    }

    private static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1_000.0;

    private static string? HandleOf(JsonElement claims) =>
        Text(claims, "preferred_username") is { } handle && HandleForm.IsWellFormed(handle) ? handle : null;

    private static string? NameOf(JsonElement claims) =>
        Text(claims, "name") is { } name && RegistrationForm.IsDisplayName(name) ? name : null;
}

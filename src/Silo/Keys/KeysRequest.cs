using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Abstractions.Hosts;

namespace ChatOrleans.Silo.Keys;

/// <summary>What the verb <c>keys</c> is asked: <c>--name</c>, <c>--scopes</c> and <c>--host</c>, or <c>--key</c>.</summary>
internal sealed record KeysRequest(string Host, string Name, IReadOnlyList<string> Scopes, string KeyId)
{
    private const string DefaultHost = "default";
    private const int MaxHostLength = 32;
    private const int MaxNameLength = 64;

    internal static KeysRequest Read(IConfiguration configuration, string action) => new(
        HostOf(configuration["host"] ?? DefaultHost),
        action == "create" ? NameOf(configuration["name"]) : "",
        action == "create" ? ScopesOf(configuration["scopes"]) : [],
        action == "revoke" ? KeyOf(configuration["key"]) : "");

    private static string HostOf(string text) =>
        text.Length is >= 1 and <= MaxHostLength && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? text
            : throw new StartupException($"--host is '{text}'; it must be 1 to {MaxHostLength} of a-z, 0-9 and '-'.");

    private static string NameOf(string? text) =>
        text is { Length: >= 1 and <= MaxNameLength } && !text.Any(char.IsControl)
            ? text
            : throw new StartupException($"--name is missing; it must be 1 to {MaxNameLength} characters.");

    private static string[] ScopesOf(string? text)
    {
        var scopes = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return scopes.Length > 0 && scopes.All(HostScope.All.Contains)
            ? [.. scopes.Distinct()]
            : throw new StartupException($"--scopes is '{text}'; it must be one or more of {string.Join(", ", HostScope.All)}, with commas between.");
    }

    // The whole key names itself as well, for who has nothing else of it.
    private static string KeyOf(string? text) =>
        HostKeyText.IsId(text) ? text
        : text is not null && HostKeyText.TryRead(text, out var keyId, out _) ? keyId
        : throw new StartupException("--key is missing; it is the beginning of a key, as 'keys list' shows it.");
}

using System.Security.Claims;
using ChatOrleans.Grains.Abstractions.Hosts;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>What the principal of a host application's server says.</summary>
internal static class HostCaller
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string Scheme = "Host";

    /// <summary>The claim that holds a scope.</summary>
    public const string Scope = "chat.scope";

    private const string Host = "chat.host";
    private const string Key = "chat.key";

    /// <summary>The host whose users the caller names by their own ids.</summary>
    public static string HostName(this ClaimsPrincipal principal) => Value(principal, Host);

    /// <summary>The id of the caller's key.</summary>
    public static string KeyId(this ClaimsPrincipal principal) => Value(principal, Key);

    /// <summary>The principal of a key.</summary>
    public static ClaimsPrincipal Principal(HostKey key) => new(new ClaimsIdentity(
        [new Claim(Host, key.Host), new Claim(Key, key.KeyId), .. key.Scopes.Select(scope => new Claim(Scope, scope))],
        Scheme,
        Key,
        roleType: null));

    private static string Value(ClaimsPrincipal principal, string type) =>
        principal.FindFirst(type)?.Value ?? throw new InvalidOperationException("The principal is not authenticated by a host's key.");
}

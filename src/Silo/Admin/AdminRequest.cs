using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Abstractions.Accounts;

namespace ChatOrleans.Silo.Admin;

/// <summary>What the verb <c>admin</c> is asked: <c>--user</c>, and <c>--role</c> where one is given.</summary>
internal sealed record AdminRequest(string User, UserRole Role)
{
    private static readonly Dictionary<string, UserRole> Roles = new(StringComparer.Ordinal)
    {
        ["moderator"] = UserRole.Moderator,
        ["admin"] = UserRole.Admin,
    };

    internal static AdminRequest Read(IConfiguration configuration, string action) => new(
        action == "list" ? "" : UserOf(configuration["user"]),
        action == "grant" ? RoleOf(configuration["role"] ?? "admin") : UserRole.User);

    private static string UserOf(string? text) =>
        text is { Length: > 0 } ? text : throw new StartupException("--user is missing; it is a handle or a user id.");

    private static UserRole RoleOf(string text) =>
        Roles.TryGetValue(text, out var role)
            ? role
            : throw new StartupException($"--role is '{text}'; it must be one of {string.Join(", ", Roles.Keys)}.");
}

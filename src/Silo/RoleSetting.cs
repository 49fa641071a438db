using ChatOrleans.Gateway.Startup;
using ChatOrleans.Silo.Database;

namespace ChatOrleans.Silo;

/// <summary>The key <c>Chat:Role</c>.</summary>
internal static class RoleSetting
{
    internal const string Key = "Chat:Role";

    /// <summary>Reads the role; the message of a refusal says what it may be.</summary>
    internal static Role Read(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => Role.Both,
        var text when IsNamed(text, Role.Both) => Role.Both,
        var text when IsNamed(text, Role.Silo) => Role.Silo,
        var text when IsNamed(text, Role.Gateway) => Role.Gateway,
        var text => throw new StartupException($"{Key} is '{text}'; it must be both, silo or gateway."),
    };

    /// <summary>The embedded database's silo opens no port for gateways, so that nobody could reach a silo without clients.</summary>
    internal static void DemandDatabase(IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration.GetConnectionString(DatabaseSettings.ConnectionName)))
        {
            throw new StartupException(
                $"{Key} is silo, which needs a database of its own to share: set "
                + $"ConnectionStrings:{DatabaseSettings.ConnectionName}.");
        }
    }

    private static bool IsNamed(string text, Role role) => string.Equals(text, role.ToString(), StringComparison.OrdinalIgnoreCase);
}

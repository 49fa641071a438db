using ChatOrleans.TestKit;

namespace ChatOrleans.Outages.Tests;

/// <summary>Settings of PostgreSQL servers that belong together.</summary>
internal static class Settings
{
    /// <summary>A primary whose commits wait for the standby.</summary>
    public static Dictionary<string, string> Primary => new() { ["wal_level"] = "replica", ["hot_standby"] = "on" };

    /// <summary>A standby of a server.</summary>
    public static Dictionary<string, string> StandbyOf(PostgresServer primary) => new()
    {
        ["hot_standby"] = "on",
        ["primary_conninfo"] = $"host={primary.Sockets} port=5432 user=chat application_name=standby",
        ["wal_receiver_status_interval"] = "1s",
    };
}

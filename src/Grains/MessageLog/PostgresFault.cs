using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>What an error of PostgreSQL says about the statement that got it.</summary>
internal static class PostgresFault
{
    public static AppendOutcome Classify(PostgresException e) => e.SqlState[..2] switch
    {
        // Unique and other constraint violations: another writer was there first.
        "23" => AppendOutcome.Refused,
        // Serialization failures and deadlocks: rolled back, the thread reloads and tries again.
        "40" => AppendOutcome.Refused,
        // Data exceptions and limits of the program: the value is at fault.
        "22" or "54" => AppendOutcome.Invalid,
        // Out of disk, memory or connections, or a server that starts, stops or is read-only: nothing was stored.
        "53" or "25" => AppendOutcome.Overloaded,
        // A server that shuts down may have committed before it said so.
        _ => AppendOutcome.Unknown,
    };
}

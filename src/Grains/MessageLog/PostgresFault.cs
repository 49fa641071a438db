using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>What an error of PostgreSQL says about the statement that got it.</summary>
internal static class PostgresFault
{
    // A statement that ends in an ERROR was rolled back, whatever the error was: once the commit is written there is none
    // any more. A FATAL or PANIC ends the session, which may have committed before it said so.
    public static AppendOutcome Classify(PostgresException e) => e.InvariantSeverity != "ERROR"
        ? AppendOutcome.Unknown
        : e.SqlState[..2] switch
        {
            // Unique and other constraint violations: another writer was there first.
            "23" => AppendOutcome.Refused,
            // Serialization failures and deadlocks: the thread reloads and tries again.
            "40" => AppendOutcome.Refused,
            // Data exceptions and limits of the program: the value is at fault.
            "22" or "54" => AppendOutcome.Invalid,
            // Out of disk, memory or time, read-only, cancelled, a lock that was not to be had: PostgreSQL is at fault.
            _ => AppendOutcome.Overloaded,
        };
}

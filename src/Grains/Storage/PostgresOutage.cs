using Npgsql;

namespace ChatOrleans.Grains.Storage;

/// <summary>Tells PostgreSQL going away from a statement that is wrong.</summary>
internal static class PostgresOutage
{
    public static bool Is(NpgsqlException fault) => fault switch
    {
        // Connection (08), standby (25), rollback by conflict (40), resources (53), a lock not to be had or recovery under
        // way (55), shutdown or timeout (57), disks (58).
        PostgresException refused => refused.SqlState[..2] is "08" or "25" or "40" or "53" or "55" or "57" or "58",
        // No answer: the connection broke or could not be had.
        _ => true,
    };
}

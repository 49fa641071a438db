using Npgsql;

namespace ChatOrleans.Storm.Tests;

/// <summary>What PostgreSQL was asked, as it counts itself.</summary>
public sealed class StatementCounts : IAsyncDisposable
{
    /// <summary>
    /// Asked by the clock and by nobody's coming: memberships (and what Orleans' pool does before), ended sessions, keys,
    /// health, indexing, jobs.
    /// </summary>
    private static readonly string[] ByTheClock =
    [
        "DISCARD ALL", "orleans_member", "orleans_cluster", "OrleansQuery", "revoked_at >=", "protection_key",
        "pg_stat_statements", "pg_is_in_recovery", "DELETE FROM", "search_pending", "UPDATE job",
        "set_config",
    ];

    private readonly NpgsqlDataSource _source;

    private StatementCounts(NpgsqlDataSource source) => _source = source;

    public static async Task<StatementCounts> OpenAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        await using var create = source.CreateCommand("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        await create.ExecuteNonQueryAsync();
        return new StatementCounts(source);
    }

    /// <summary>Counts from nothing.</summary>
    public async Task ResetAsync()
    {
        await using var command = _source.CreateCommand("SELECT pg_stat_statements_reset()");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The statements since, without those that run by the clock, and how often each ran.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync()
    {
        await using var command = _source.CreateCommand("SELECT query, sum(calls)::bigint FROM pg_stat_statements GROUP BY query");
        await using var row = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await row.ReadAsync())
        {
            var query = row.GetString(0);
            if (!Array.Exists(ByTheClock, part => query.Contains(part, StringComparison.Ordinal)))
            {
                counts[query] = row.GetInt64(1);
            }
        }

        return counts;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

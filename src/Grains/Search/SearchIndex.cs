using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Search;

/// <summary>
/// Brings one shard's index of words up to its log, step by step: each goes on with the pending threads where the last one
/// ended, and is one short transaction. Any number of silos may do so; one step runs at a time.
/// </summary>
internal sealed class SearchIndex(LogShard shard, int threads = SearchIndex.ThreadsAStep, int events = SearchIndex.EventsAStep)
{
    private const int ThreadsAStep = 1_000;
    private const int EventsAStep = 1_000;

    private static readonly string LazyStatement = SqlText.Of<SearchIndex>("lazy_commit");
    private static readonly string IndexStatement = SqlText.Of<SearchIndex>("index");
    private static readonly string FinishStatement = SqlText.Of<SearchIndex>("finish");

    private (Guid User, Guid Thread) _next;

    /// <summary>Indexes some more.</summary>
    public async Task<IndexStep> StepAsync(CancellationToken cancellationToken)
    {
        var from = _next;
        await using var connection = await shard.Source.OpenConnectionAsync(cancellationToken);
        var (turn, walked, indexed, last) = await IndexAsync(connection, from, cancellationToken);
        if (!turn)
        {
            return default;
        }

        // The last thread is looked at again: the limit may have cut it off.
        var isRoundOver = indexed < events && walked < threads;
        _next = isRoundOver ? default : last!.Value;
        if (last is { } to)
        {
            await using var finish = new NpgsqlCommand(FinishStatement, connection);
            Add(finish.Parameters, from);
            Add(finish.Parameters, to);
            await finish.ExecuteNonQueryAsync(cancellationToken);
        }

        return new IndexStep(Turn: true, indexed, isRoundOver);
    }

    private async Task<(bool Turn, int Walked, int Events, (Guid User, Guid Thread)? Last)> IndexAsync(
        NpgsqlConnection connection, (Guid User, Guid Thread) from, CancellationToken cancellationToken)
    {
        // One transaction.
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LazyStatement));
        var index = new NpgsqlBatchCommand(IndexStatement);
        Add(index.Parameters, from);
        index.Parameters.Add(new() { Value = threads });
        index.Parameters.Add(new() { Value = events });
        batch.BatchCommands.Add(index);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (
            row.GetBoolean(0),
            row.GetInt32(1),
            row.GetInt32(2),
            await row.IsDBNullAsync(3, cancellationToken) ? null : (row.GetGuid(3), row.GetGuid(4)));
    }

    private static void Add(NpgsqlParameterCollection parameters, (Guid User, Guid Thread) place)
    {
        parameters.Add(new() { Value = place.User });
        parameters.Add(new() { Value = place.Thread });
    }
}

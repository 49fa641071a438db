using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Threads;

/// <summary>Looks for what is to be taken away of a thread. However long a thread is, a look is short.</summary>
internal sealed class ClearStore(LogShards shards)
{
    /// <summary>Events a look.</summary>
    private const long Window = 2_000;

    private static readonly string MessagesStatement = SqlText.Of<ClearStore>("clearable");
    private static readonly string ReactionsStatement = SqlText.Of<ClearStore>("withdrawable");

    /// <summary>Messages, and how far was looked; whether the rest of the log need not be looked at.</summary>
    public Task<(List<Clearable> Found, long UpTo, bool IsEnd)> FindMessagesAsync(ThreadId threadId, ClearCommand command) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var query = shard.Source.CreateCommand(MessagesStatement);
            query.Parameters.Add(new() { Value = threadId.Value });
            query.Parameters.Add(new() { Value = (object?)command.Member?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
            query.Parameters.Add(new() { Value = (object?)command.Before?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            query.Parameters.Add(new() { Value = command.After });
            query.Parameters.Add(new() { Value = command.Limit });
            query.Parameters.Add(new() { Value = Window });
            await using var row = await query.ExecuteReaderAsync();
            var (served, head, sawNewer) = (false, 0L, false);
            List<Clearable> found = [];
            while (await row.ReadAsync())
            {
                (served, head, sawNewer) = (row.GetBoolean(0), row.GetInt64(1), row.GetBoolean(2));
                if (!row.IsDBNull(3))
                {
                    found.Add(new Clearable(row.GetInt64(3), new UserId(row.GetGuid(4))));
                }
            }

            // Times never go back within a thread: what is too new stands behind all that is old enough.
            var cutOff = found.Count == command.Limit;
            var upTo = cutOff || (sawNewer && found.Count > 0) ? found[^1].Seq
                : sawNewer ? command.After
                : Math.Min(head, command.After + Window);
            return (served, (found, upTo, !cutOff && (sawNewer || upTo >= head)));
        });

    /// <summary>A member's reactions.</summary>
    public Task<List<Clearable>> FindReactionsAsync(ThreadId threadId, UserId member, int limit) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var query = shard.Source.CreateCommand(ReactionsStatement);
            query.Parameters.Add(new() { Value = threadId.Value });
            query.Parameters.Add(new() { Value = member.Value });
            query.Parameters.Add(new() { Value = limit });
            await using var row = await query.ExecuteReaderAsync();
            var served = false;
            List<Clearable> found = [];
            while (await row.ReadAsync())
            {
                served = row.GetBoolean(0);
                if (!row.IsDBNull(1))
                {
                    found.Add(new Clearable(row.GetInt64(1), member, row.GetString(2)));
                }
            }

            return (served, found);
        });
}

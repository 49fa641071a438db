using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Threads;

/// <summary>What is read of messages to decide on changes of them.</summary>
internal sealed class ChangeStore(LogShards shards)
{
    private static readonly string FindStatement = SqlText.Of<ChangeStore>("find_change");
    private static readonly string VersionsStatement = SqlText.Of<ChangeStore>("versions");

    /// <summary>What the log knows of a change.</summary>
    public Task<ChangeLookup> FindAsync(ThreadId threadId, UserId sender, ChangeCommand change) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var command = shard.Source.CreateCommand(FindStatement);
            command.Parameters.Add(new() { Value = threadId.Value });
            command.Parameters.Add(new() { Value = change.TargetSeq });
            command.Parameters.Add(new() { Value = sender.Value });
            command.Parameters.Add(new() { Value = (object?)change.Emoji ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = change.ClientMessageId });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return (row.GetBoolean(0), Read(row, change.TargetSeq));
        });

    /// <summary>A message's texts, the first one first; none where there is no such message.</summary>
    public Task<List<MessageVersion>> ReadVersionsAsync(ThreadId threadId, long seq) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(VersionsStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = seq });
        await using var row = await command.ExecuteReaderAsync();
        List<MessageVersion> versions = [];
        var served = false;
        while (await row.ReadAsync())
        {
            served = row.GetBoolean(0);
            if (!row.IsDBNull(1))
            {
                versions.Add(new MessageVersion(
                    row.GetInt64(1), new DateTimeOffset(row.GetDateTime(2)), row.IsDBNull(3) ? null : row.GetString(3)));
            }
        }

        return (served, versions);
    });

    private static ChangeLookup Read(NpgsqlDataReader row, long targetSeq)
    {
        StoredMessage? stored = row.IsDBNull(1) ? null : new StoredMessage(
            row.GetInt64(1),
            TimeOf(row, 2),
            row.GetInt16(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetInt64(5));
        var target = row.IsDBNull(6) ? null : new ChangeTarget(
            new UserId(row.GetGuid(6)),
            new StoredPlace(targetSeq, TimeOf(row, 7)),
            row.GetInt16(8) == (short)EventType.Message,
            PlaceOf(row, 9));
        return new ChangeLookup(stored, target, PlaceOf(row, 11));
    }

    private static StoredPlace? PlaceOf(NpgsqlDataReader row, int first) =>
        row.IsDBNull(first) ? null : new StoredPlace(row.GetInt64(first), TimeOf(row, first + 1));

    private static DateTimeOffset TimeOf(NpgsqlDataReader row, int column) => new(row.GetDateTime(column));
}

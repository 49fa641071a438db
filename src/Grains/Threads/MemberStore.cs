using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// What is stored of a thread's members beside the log: what bars a phase, and what they set for themselves. Who has
/// blocked whom and who is gone is kept at home; the members' rows, which openings look at, follow it.
/// </summary>
internal sealed class MemberStore(LogShards shards)
{
    private static readonly string HomeStatement = SqlText.Of<MemberStore>("home_bars");
    private static readonly string WithinStatement = SqlText.Of<MemberStore>("bar_within");
    private static readonly string WritableStatement = SqlText.Of<MemberStore>("may_bar");
    private static readonly string BarStatement = SqlText.Of<MemberStore>("bar_member");
    private static readonly string MarkStatement = SqlText.Of<MemberStore>("mark_gone");
    private static readonly string ActiveStatement = SqlText.Of<MemberStore>("marked_active");
    private static readonly string MuteStatement = SqlText.Of<MemberStore>("mute");
    private static readonly string LastClosedStatement = SqlText.Of<MemberStore>("last_closed");

    /// <summary>What bars a pair as it is kept at home; the first stands as the lower of the two.</summary>
    public async Task<Bars> ReadHomeAsync(UserId one, UserId other)
    {
        await using var connection = await shards.Home.OpenConnectionAsync();
        return await ReadHomeAsync(connection, one, other);
    }

    /// <summary>
    /// Brings a thread's rows in line with home; what they were and what they are. Null where the thread has no members
    /// yet. Home is read while the rows are held: of two that do this at once the later one has read what is newer, and a
    /// phase that begins has begun before or does not begin.
    /// </summary>
    public Task<(Bars Before, Bars Now)?> FollowAsync(ThreadId threadId) => shards.AtAsync(threadId, async shard =>
    {
        // First of all: whoever holds rows waits for nobody but home's answer.
        await using var home = await shards.Home.OpenConnectionAsync();
        await using var away = shard.Index == 0 ? null : await shard.Source.OpenConnectionAsync();
        var connection = away ?? home;
        await using var transaction = await connection.BeginTransactionAsync();
        var (writes, members) = await LockAsync(connection, threadId);
        if (!writes || members is not [var low, var high])
        {
            return (writes, ((Bars, Bars)?)null);
        }

        var now = await ReadHomeAsync(home, low.User, high.User);
        await BarAsync(connection, threadId, low, now.LowBlocks, now.LowGone);
        await BarAsync(connection, threadId, high, now.HighBlocks, now.HighGone);
        await transaction.CommitAsync();
        return (true, (new Bars(low.Blocks, high.Blocks, low.Gone, high.Gone), now));
    });

    /// <summary>Marks a user as gone, or as there, in all threads; those that are active.</summary>
    public async Task<List<ThreadId>> MarkGoneAsync(UserId user, bool gone)
    {
        var marked = await shards.OfAllAsync(async shard =>
        {
            await using var connection = await shard.Source.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand(MarkStatement) { Parameters = { new() { Value = user.Value }, new() { Value = gone } } },
                    new NpgsqlBatchCommand(ActiveStatement) { Parameters = { new() { Value = user.Value } } },
                },
            };
            await using var row = await batch.ExecuteReaderAsync();
            await row.ReadAsync();
            return new Marked(new BucketSet(row.GetFieldValue<byte[]>(0)), row.GetFieldValue<Guid[]>(1));
        });
        return [.. marked.SelectMany(part => part.Active).Distinct().Select(id => new ThreadId(id))];
    }

    /// <summary>Stores until when a member has muted a thread; null for not at all.</summary>
    public Task MuteAsync(ThreadId threadId, UserId user, DateTimeOffset? until) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(MuteStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = until is { } at ? at.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return (await command.ExecuteScalarAsync() is true, true);
    });

    /// <summary>Who closed the thread last, and when; null where nobody has.</summary>
    public Task<(UserId By, DateTimeOffset At)?> ReadLastClosedAsync(ThreadId threadId) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(LastClosedStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetBoolean(0), row.IsDBNull(1)
            ? ((UserId, DateTimeOffset)?)null
            : (new UserId(row.GetGuid(1)), new DateTimeOffset(row.GetDateTime(2))));
    });

    private static async Task<Bars> ReadHomeAsync(NpgsqlConnection home, UserId one, UserId other)
    {
        await using var command = new NpgsqlCommand(HomeStatement, home);
        command.Parameters.Add(new() { Value = one.Value });
        command.Parameters.Add(new() { Value = other.Value });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new Bars(row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3));
    }

    private static async Task<(bool Writes, List<Member> Members)> LockAsync(NpgsqlConnection connection, ThreadId threadId)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(WithinStatement),
                new NpgsqlBatchCommand(WritableStatement) { Parameters = { new() { Value = threadId.Value } } },
                new NpgsqlBatchCommand(OpeningBatch.LockStatement) { Parameters = { new() { Value = new[] { threadId.Value } } } },
            },
        };
        await using var row = await batch.ExecuteReaderAsync();
        await row.ReadAsync();
        var writes = row.GetBoolean(0);
        await row.NextResultAsync();
        List<Member> members = [];
        while (await row.ReadAsync())
        {
            members.Add(new Member(new UserId(row.GetGuid(1)), row.GetBoolean(2), row.GetBoolean(3)));
        }

        return (writes, members);
    }

    private static async Task BarAsync(NpgsqlConnection connection, ThreadId threadId, Member member, bool blocks, bool gone)
    {
        if (member.Blocks == blocks && member.Gone == gone)
        {
            return;
        }

        await using var command = new NpgsqlCommand(BarStatement, connection);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = member.User.Value });
        command.Parameters.Add(new() { Value = blocks });
        command.Parameters.Add(new() { Value = gone });
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Member(UserId User, bool Blocks, bool Gone);

    private sealed record Marked(BucketSet Readable, Guid[] Active) : IShardRead;
}

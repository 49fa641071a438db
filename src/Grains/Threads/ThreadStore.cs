using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Attachments;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>What a thread reads of PostgreSQL.</summary>
internal sealed class ThreadStore(LogShards shards, TimeProvider time)
{
    private static readonly string LoadStatement = SqlText.Of<ThreadStore>("load");
    private static readonly string FindSentStatement = SqlText.Of<ThreadStore>("find_sent");
    private static readonly string FindMessagesStatement = SqlText.Of<ThreadStore>("find_messages");
    private static readonly string FindUploadsStatement = SqlText.Of<ThreadStore>("find_uploads");
    private static readonly string ServedStatement = SqlText.Of<ThreadStore>("served");
    private static readonly string ViewsStatement = SqlText.Of<ThreadStore>("views");
    private static readonly string UnreadStatement = SqlText.Of<ThreadStore>("unread");
    private static readonly string ArchiveStatement = SqlText.Of<ThreadStore>("archive");

    private readonly PeerStore _peers = new(shards.Home, time);

    /// <summary>The thread's state; null when there is no such thread.</summary>
    public Task<ThreadSnapshot?> LoadAsync(ThreadId threadId) => LoadAsync(threadId, toWrite: false);

    /// <summary>The thread's state, once its bucket can be written again; null when there is no such thread.</summary>
    public Task<ThreadSnapshot?> LoadToWriteAsync(ThreadId threadId) => LoadAsync(threadId, toWrite: true);

    /// <summary>What is stored under these ids of the sender.</summary>
    public Task<Dictionary<string, StoredMessage>> FindSentAsync(
        ThreadId threadId, UserId sender, string[] clientMessageIds) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(FindSentStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = clientMessageIds });
        await using var row = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, StoredMessage>(StringComparer.Ordinal);
        var served = false;
        while (await row.ReadAsync())
        {
            served = row.GetBoolean(0);
            if (!row.IsDBNull(1))
            {
                found[row.GetString(1)] = new StoredMessage(
                    row.GetInt64(2),
                    new DateTimeOffset(row.GetDateTime(3)),
                    row.GetInt16(4),
                    row.IsDBNull(5) ? null : row.GetString(5),
                    row.IsDBNull(6) ? null : row.GetInt64(6),
                    row.IsDBNull(7) ? null : row.GetFieldValue<Guid[]>(7));
            }
        }

        return (served, found);
    });

    /// <summary>Those of these places that are messages.</summary>
    public Task<List<long>> FindMessagesAsync(ThreadId threadId, long[] seqs) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(FindMessagesStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = seqs });
        await using var row = await command.ExecuteReaderAsync();
        List<long> found = [];
        var served = false;
        while (await row.ReadAsync())
        {
            served = row.GetBoolean(0);
            if (!row.IsDBNull(1))
            {
                found.Add(row.GetInt64(1));
            }
        }

        return (served, found);
    });

    /// <summary>Those of a member's uploads that wait for a message.</summary>
    public Task<List<MessageAttachment>> FindUploadsAsync(ThreadId threadId, UserId owner, Guid[] ids) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var command = shard.Source.CreateCommand(FindUploadsStatement);
            command.Parameters.Add(new() { Value = threadId.Value });
            command.Parameters.Add(new() { Value = owner.Value });
            command.Parameters.Add(new() { Value = ids });
            await using var row = await command.ExecuteReaderAsync();
            List<MessageAttachment> found = [];
            var served = false;
            while (await row.ReadAsync())
            {
                served = row.GetBoolean(0);
                if (!row.IsDBNull(1))
                {
                    found.Add(AttachmentRow.Read(row, 1));
                }
            }

            return (served, found);
        });

    /// <summary>The thread as each of its members sees it.</summary>
    public async Task<Dictionary<UserId, ThreadView>> ReadViewsAsync(ThreadId threadId)
    {
        var views = await shards.AtAsync(threadId, async shard =>
        {
            await using var snapshot = await ReadSnapshot.OpenAsync(shard.Source);
            snapshot.Add(ServedStatement);
            snapshot.Add(ViewsStatement, new NpgsqlParameter { Value = threadId.Value });
            await using var row = await snapshot.ExecuteAsync();
            await row.ReadAsync();
            var served = new BucketSet(row.GetFieldValue<byte[]>(0)).Contains(Bucket.Of(threadId));
            await row.NextResultAsync();
            List<(UserId User, ThreadView View)> read = [];
            while (await row.ReadAsync())
            {
                var (user, _, view) = ThreadRow.Read(row, time.GetUtcNow());
                read.Add((user, view));
            }

            return (served, read);
        });
        return (await _peers.AddAsync([.. views])).ToDictionary();
    }

    /// <summary>A member's watermarks and unread count of this thread, and the unread count of all.</summary>
    public async Task<(MemberMarks Marks, long Unread, long TotalUnread)> ReadMarksAsync(ThreadId threadId, UserId user)
    {
        var counts = await shards.OfAllAsync(async shard =>
        {
            await using var command = shard.Source.CreateCommand(UnreadStatement);
            command.Parameters.Add(new() { Value = user.Value });
            command.Parameters.Add(new() { Value = threadId.Value });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return new UnreadCount(
                new MemberMarks(DeliveredSeq: row.GetInt64(0), ReadSeq: row.GetInt64(1)),
                row.GetInt64(2),
                row.GetInt64(3),
                new BucketSet(row.GetFieldValue<byte[]>(4)));
        });
        var marks = new MemberMarks(
            DeliveredSeq: counts.Max(count => count.Marks.DeliveredSeq), ReadSeq: counts.Max(count => count.Marks.ReadSeq));
        return (marks, counts.Sum(count => count.Thread), counts.Sum(count => count.Total));
    }

    /// <summary>Puts the thread away for a member, or brings it back.</summary>
    public Task ArchiveAsync(ThreadId threadId, UserId user, bool archived) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(ArchiveStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = archived });
        return (await command.ExecuteScalarAsync() is true, true);
    });

    private Task<ThreadSnapshot?> LoadAsync(ThreadId threadId, bool toWrite) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(LoadStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return row.GetBoolean(0) && (row.GetBoolean(1) || !toWrite) ? (true, Read(row)) : (false, null);
    });

    private static ThreadSnapshot? Read(NpgsqlDataReader row) => row.IsDBNull(2) ? null : new ThreadSnapshot
    {
        Low = new UserId(row.GetGuid(2)),
        High = new UserId(row.GetGuid(3)),
        Phase = row.IsDBNull(4) ? null : row.GetGuid(4),
        LastSeq = row.GetInt64(5),
        LastAt = row.IsDBNull(6) ? DateTimeOffset.MinValue : new DateTimeOffset(row.GetDateTime(6)),
        LowMarks = new MemberMarks(DeliveredSeq: row.GetInt64(8), ReadSeq: row.GetInt64(7)),
        HighMarks = new MemberMarks(DeliveredSeq: row.GetInt64(10), ReadSeq: row.GetInt64(9)),
        Bars = new Bars(row.GetBoolean(11), row.GetBoolean(12), row.GetBoolean(13), row.GetBoolean(14)),
    };

    private sealed record UnreadCount(MemberMarks Marks, long Thread, long Total, BucketSet Readable) : IShardRead;
}

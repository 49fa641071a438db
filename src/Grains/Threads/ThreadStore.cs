using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>What a thread reads of PostgreSQL.</summary>
internal sealed class ThreadStore(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string LoadStatement = SqlText.Of<ThreadStore>("load");
    private static readonly string FindSentStatement = SqlText.Of<ThreadStore>("find_sent");
    private static readonly string ViewsStatement = SqlText.Of<ThreadStore>("views");
    private static readonly string UnreadStatement = SqlText.Of<ThreadStore>("unread");

    /// <summary>The thread's state; null when there is no such thread.</summary>
    public async Task<ThreadSnapshot?> LoadAsync(ThreadId threadId)
    {
        await using var command = source.CreateCommand(LoadStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        if (!await row.ReadAsync())
        {
            return null;
        }

        return new ThreadSnapshot
        {
            Low = new UserId(row.GetGuid(0)),
            High = new UserId(row.GetGuid(1)),
            Phase = row.IsDBNull(2) ? null : row.GetGuid(2),
            LastSeq = row.GetInt64(3),
            LastAt = row.IsDBNull(4) ? DateTimeOffset.MinValue : new DateTimeOffset(row.GetDateTime(4)),
            LowMarks = new MemberMarks(DeliveredSeq: row.GetInt64(6), ReadSeq: row.GetInt64(5)),
            HighMarks = new MemberMarks(DeliveredSeq: row.GetInt64(8), ReadSeq: row.GetInt64(7)),
        };
    }

    /// <summary>What is stored under these ids of the sender.</summary>
    public async Task<Dictionary<string, StoredMessage>> FindSentAsync(
        ThreadId threadId, UserId sender, string[] clientMessageIds)
    {
        await using var command = source.CreateCommand(FindSentStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = clientMessageIds });
        await using var row = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, StoredMessage>(StringComparer.Ordinal);
        while (await row.ReadAsync())
        {
            found[row.GetString(0)] = new StoredMessage(
                row.GetInt64(1),
                new DateTimeOffset(row.GetDateTime(2)),
                row.IsDBNull(3) ? null : row.GetString(3));
        }

        return found;
    }

    /// <summary>The thread as each of its members sees it.</summary>
    public async Task<Dictionary<UserId, ThreadView>> ReadViewsAsync(ThreadId threadId)
    {
        await using var command = source.CreateCommand(ViewsStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        var views = new Dictionary<UserId, ThreadView>(2);
        while (await row.ReadAsync())
        {
            var (user, _, view) = ThreadRow.Read(row, time.GetUtcNow());
            views[user] = view;
        }

        return views;
    }

    /// <summary>A member's unread count of this thread and of all.</summary>
    public async Task<(long Thread, long Total)> CountUnreadAsync(ThreadId threadId, UserId user)
    {
        await using var command = source.CreateCommand(UnreadStatement);
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }
}

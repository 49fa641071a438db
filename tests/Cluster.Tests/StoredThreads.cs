using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Npgsql;

namespace ChatOrleans.Cluster.Tests;

/// <summary>The threads of some users as PostgreSQL has them: each log in order, and each member's phase.</summary>
internal sealed class StoredThreads
{
    private readonly Dictionary<ThreadId, List<StoredEvent>> _logs = [];
    private readonly List<(ThreadId Thread, UserId Member, Guid? Phase)> _members = [];

    public IReadOnlyList<StoredEvent> LogOf(ThreadId threadId) => _logs.GetValueOrDefault(threadId, []);

    public EventType[] TypesOf(ThreadId threadId) => [.. LogOf(threadId).Select(e => e.Type)];

    public UserId[] MembersOf(ThreadId threadId) =>
        [.. _members.Where(member => member.Thread == threadId).Select(member => member.Member)];

    public IEnumerable<ThreadId> Threads => _members.Select(member => member.Thread).Distinct();

    /// <summary>The threads whose last turn is <c>opened</c>.</summary>
    public List<ThreadId> Active => [.. Threads.Where(IsActive)];

    public List<ThreadId> ActiveOf(UserId user) =>
        [.. _members.Where(member => member.Member == user && IsActive(member.Thread)).Select(member => member.Thread)];

    /// <summary>
    /// Holds every rule of the log to be true: 1..n, <c>opened</c> and <c>closed</c> in turn, messages only between
    /// them, times that never go back, and the members' phase where the last turn is <c>opened</c> and nowhere else.
    /// </summary>
    public void AssertSound()
    {
        foreach (var log in _logs.Values)
        {
            var open = false;
            for (var i = 0; i < log.Count; i++)
            {
                Assert.Equal(i + 1, log[i].Seq);
                Assert.True(i == 0 || log[i].At >= log[i - 1].At, "Time goes back within a thread.");
                Assert.Equal(log[i].Type != EventType.Opened, open);
                open = log[i].Type != EventType.Closed;
            }
        }

        foreach (var thread in _members.GroupBy(member => member.Thread))
        {
            Assert.Equal(2, thread.Count());
            Assert.Single(thread.Select(member => member.Phase).Distinct());
            Assert.All(thread, member => Assert.Equal(IsActive(thread.Key), member.Phase is not null));
        }
    }

    /// <summary>Holds the claims of these users to be confirmed, exactly those of their active threads, and no more than allowed.</summary>
    public async Task AssertClaimsAsync(ChatCluster cluster, params UserId[] users)
    {
        foreach (var user in users)
        {
            var claims = await cluster.ClaimsAsync(user);
            Assert.All(claims, claim => Assert.True(claim.Confirmed));
            Assert.Equal(ActiveOf(user).OrderBy(id => id.Value), claims.Select(claim => claim.ThreadId).OrderBy(id => id.Value));
            Assert.InRange(claims.Length, 0, cluster.MaxActiveThreads);
            foreach (var claim in claims)
            {
                Assert.Equal(_members.First(member => member.Thread == claim.ThreadId).Phase, claim.AttemptId);
            }
        }
    }

    public static async Task<StoredThreads> ReadAsync(NpgsqlDataSource source, UserId[] users)
    {
        var stored = new StoredThreads();
        var ids = users.Select(user => user.Value).ToArray();
        await using var connection = await source.OpenConnectionAsync();
        await using var members = new NpgsqlCommand(
            """
            SELECT m.thread_id, m.user_id, m.phase
            FROM thread_member m
            WHERE m.thread_id IN (SELECT o.thread_id FROM thread_member o WHERE o.user_id = ANY ($1))
            """,
            connection);
        members.Parameters.Add(new() { Value = ids });
        await using (var row = await members.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                stored._members.Add((new ThreadId(row.GetGuid(0)), new UserId(row.GetGuid(1)), row.IsDBNull(2) ? null : row.GetGuid(2)));
            }
        }

        await using var log = new NpgsqlCommand(
            """
            SELECT l.thread_id, l.seq, l.type, l.sender_id, l.at, l.client_message_id, l.text
            FROM message_log l
            WHERE l.thread_id IN (SELECT o.thread_id FROM thread_member o WHERE o.user_id = ANY ($1))
            ORDER BY l.thread_id, l.seq
            """,
            connection);
        log.Parameters.Add(new() { Value = ids });
        await using (var row = await log.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                stored.Add(new ThreadId(row.GetGuid(0)), new StoredEvent(
                    row.GetInt64(1),
                    (EventType)row.GetInt16(2),
                    new UserId(row.GetGuid(3)),
                    row.GetDateTime(4),
                    row.IsDBNull(5) ? null : row.GetString(5),
                    row.IsDBNull(6) ? null : row.GetString(6)));
            }
        }

        return stored;
    }

    private bool IsActive(ThreadId threadId) =>
        LogOf(threadId).LastOrDefault(e => e.Type is EventType.Opened or EventType.Closed)?.Type == EventType.Opened;

    private void Add(ThreadId threadId, StoredEvent stored)
    {
        if (!_logs.TryGetValue(threadId, out var log))
        {
            _logs.Add(threadId, log = []);
        }

        log.Add(stored);
    }
}

using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public sealed class ListTests(LogFixture fixture)
{
    private const int Many = 12_000;
    private const int Page = 50;

    private readonly ThreadReader _reader = new(fixture.Shards, TimeProvider.System);

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task Paging_WhileOthersHaveActivity_SkipsAndDoublesNoneThatStayedPut(int seed, bool? archived)
    {
        const int Threads = 40;
        var random = new Random(seed);
        var log = await fixture.StartLogAsync();
        var one = await fixture.NewUserAsync();
        var lives = new List<Life>();
        for (var i = 0; i < Threads; i++)
        {
            var life = new Life(log, await fixture.NewThreadAsync(one, active: false), At(random.Next(20)));
            await life.AppendAsync(EventType.Opened, life.At);
            if (random.Next(4) > 0)
            {
                await life.AppendAsync(EventType.Closed, life.At);
            }

            if (random.Next(2) == 0)
            {
                await fixture.Store.ArchiveAsync(life.Thread.Id, one, archived: true);
                life.Archived = true;
            }

            lives.Add(life);
        }

        var moved = new HashSet<ThreadId>();
        List<ThreadId> seen = [];
        var cursor = PageCursor.Start;
        for (var now = 100; ; now++)
        {
            var page = await _reader.ListAsync(one, 3, cursor, archived);
            seen.AddRange(page.Threads.Select(thread => thread.ThreadId));
            if (page.NextCursor is null)
            {
                break;
            }

            Assert.True(PageCursor.TryParse(page.NextCursor, out cursor));
            var life = lives[random.Next(Threads)];
            await life.AppendAsync(life.IsOpen && random.Next(2) == 0 ? EventType.Closed : EventType.Opened, At(now));
            _ = moved.Add(life.Thread.Id);

            // No activity, and it does not move: the deletion of a message in an inactive thread.
            var still = lives.Find(other => !other.IsOpen && !moved.Contains(other.Thread.Id));
            if (still is not null)
            {
                await still.AppendAsync(EventType.Deleted, At(now));
            }
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        var expected = lives.Where(life => !moved.Contains(life.Thread.Id) && (archived is null || life.Archived == archived));
        Assert.Subset(seen.ToHashSet(), expected.Select(life => life.Thread.Id).ToHashSet());
        Assert.All(
            seen.Where(id => !moved.Contains(id)),
            id => Assert.True(archived is null || lives.Find(life => life.Thread.Id == id)!.Archived == archived));
    }

    [Fact]
    public async Task List_OfArchivedThreads_FollowsTheirMessages()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync(active: false);
        var life = new Life(log, thread, At(1));
        await life.AppendAsync(EventType.Opened, At(1));
        await fixture.Store.ArchiveAsync(thread.Id, thread.One, archived: true);
        await AssertListedAsync(thread, archived: true);

        // A message and the end of the phase in one statement.
        await life.SendAndCloseAsync(At(2));
        await AssertListedAsync(thread, archived: false);

        await fixture.Store.ArchiveAsync(thread.Id, thread.One, archived: true);
        await AssertListedAsync(thread, archived: true);
        await life.AppendAsync(EventType.Opened, At(3));
        await AssertListedAsync(thread, archived: true);
        await life.AppendAsync(EventType.Closed, At(4));
        await AssertListedAsync(thread, archived: true);
        await fixture.Store.ArchiveAsync(thread.Id, thread.One, archived: false);
        await AssertListedAsync(thread, archived: false);
    }

    [Fact]
    public async Task List_AnywhereAmongManyThreads_TouchesFewPages()
    {
        // The views of a page, and a few descents; what is passed over must not count.
        const int MaxBuffers = Page * 45;
        var one = await fixture.NewUserAsync();
        await fixture.ExecuteAsync(
            """
            WITH peer AS (
                INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at)
                SELECT gen_random_uuid(), 'l' || n || $1::text, 'l' || n || $1::text, 'l', '', now() FROM generate_series(1, $2) n
                RETURNING user_id
            ),
            pair AS (
                INSERT INTO thread (thread_id, user_low, user_high, created_at)
                SELECT gen_random_uuid(), LEAST($1, p.user_id), GREATEST($1, p.user_id), now() FROM peer p
                RETURNING thread_id, user_low, user_high
            ),
            numbered AS (
                SELECT p.*, row_number() OVER () AS n FROM pair p
            ),
            logged AS (
                INSERT INTO message_log (thread_id, seq, type, sender_id, at) SELECT n.thread_id, 1, 2, $1, to_timestamp(n.n) FROM numbered n
            )
            INSERT INTO thread_member (thread_id, user_id, peer_id, activity_at, archived_seq)
            SELECT n.thread_id, m.user_id, m.peer_id, to_timestamp(n.n), CASE WHEN n.n % 1000 = 0 THEN 0 ELSE 1 END
            FROM numbered n
            CROSS JOIN LATERAL (VALUES (n.user_low, n.user_high), (n.user_high, n.user_low)) AS m (user_id, peer_id)
            """,
            one.Value,
            Many);
        await fixture.ExecuteAsync("VACUUM ANALYZE thread_member, message_log, thread, account");
        foreach (var archived in new bool?[] { null, true, false })
        {
            foreach (var below in new[] { Many + 1, Many / 2, 3_000 })
            {
                var cost = await Buffers.OfAsync(
                    fixture.Source,
                    SqlText.Of<ThreadReader>("list"),
                    plan: null,
                    new() { Value = one.Value },
                    new() { Value = DateTime.UnixEpoch.AddSeconds(below) },
                    new() { Value = Guid.Empty },
                    new() { Value = Page },
                    new NpgsqlParameter { Value = (object?)archived ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
                Assert.InRange(cost, 1, MaxBuffers);
            }
        }
    }

    private async Task AssertListedAsync(TestThread thread, bool archived)
    {
        Assert.Equal(archived, Assert.Single((await _reader.ListAsync(thread.One, 5, PageCursor.Start)).Threads).Archived);
        Assert.Equal(archived, Assert.Single((await _reader.ListAsync(thread.One, 5, PageCursor.Start, archived)).Threads).Archived);
        Assert.Empty((await _reader.ListAsync(thread.One, 5, PageCursor.Start, !archived)).Threads);
    }

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private sealed class Life(PostgresMessageLog log, TestThread thread, DateTimeOffset at)
    {
        private long _seq;

        public TestThread Thread => thread;

        public DateTimeOffset At => at;

        public bool IsOpen { get; private set; }

        public bool Archived { get; set; }

        public async Task AppendAsync(EventType type, DateTimeOffset time)
        {
            var e = type == EventType.Deleted
                ? SearchTests.Delete(thread, ++_seq, target: 1)
                : thread.Turn(++_seq, type);
            IsOpen = type == EventType.Opened || (IsOpen && type != EventType.Closed);
            await StoreAsync(IsOpen, e with { At = time });
        }

        public async Task SendAndCloseAsync(DateTimeOffset time)
        {
            IsOpen = false;
            await StoreAsync(
                isOpen: false,
                thread.Message(++_seq, $"m{_seq}") with { At = time },
                thread.Turn(++_seq, EventType.Closed) with { At = time });
        }

        private async Task StoreAsync(bool isOpen, params ThreadEvent[] events) =>
            Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), events, isOpen ? Guid.NewGuid() : null));
    }
}

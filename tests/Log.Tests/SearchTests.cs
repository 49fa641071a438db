using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Search;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public sealed class SearchTests(LogFixture fixture)
{
    private readonly SearchDesk _desk = new(fixture);

    [Fact]
    public async Task Search_BeforeAndAfterIndexing_FindsTheSame()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var stranger = await fixture.NewThreadAsync();
        await AppendAsync(log, thread.Message(1, "a", "The quick brown fox"), thread.Message(2, "b", "Ärger mit ÖLTANKS"));
        await AppendAsync(log, stranger.Message(1, "a", "another quick fox"));
        foreach (var indexed in new[] { false, true })
        {
            if (indexed)
            {
                await CloseAsync(log, thread, 3);
                await CloseAsync(log, stranger, 2);
                await _desk.SettleAsync(thread, stranger);
            }

            foreach (var member in new[] { thread.One, thread.Other })
            {
                var hit = Assert.Single(await _desk.FindAsync(member, "FOX quick"));
                Assert.Equal((thread.Id, 1L, "The quick brown fox"), (hit.Message.ThreadId, hit.Message.Seq, hit.Message.Text));
                Assert.Equal("The quick brown fox", hit.Snippet);
                Assert.Equal(["quick", "fox"], hit.Highlights.Select(range => hit.Snippet.Substring(range.Start, range.Length)));
                Assert.Single(await _desk.FindAsync(member, "ärger öltanks"));
                Assert.Single(await _desk.FindAsync(member, "\"brown fox\""));
                Assert.Empty(await _desk.FindAsync(member, "\"fox brown\""));
                Assert.Empty(await _desk.FindAsync(member, "fox -quick"));
                Assert.Equal(2, (await _desk.FindAsync(member, "fox or ärger")).Count);
            }

            // What stands for a member in the index is no word that can be looked for.
            Assert.Empty(await _desk.FindAsync(stranger.One, thread.One.Value.ToString()));
            Assert.Empty(await _desk.FindAsync(stranger.One, $"\" {thread.One.Value}\" or brown"));
        }
    }

    [Fact]
    public async Task Search_EditedAndDeleted_FindsWhatIsThereNow()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var index = _desk.NewIndex();
        await AppendAsync(log, thread.Message(1, "a", "first apple"), thread.Message(2, "b", "second apple"), thread.Message(3, "c", "third apple"));
        await index.StepAsync(CancellationToken.None);
        await AppendAsync(log, Edit(thread, 4, target: 1, "first pear"), Delete(thread, 5, target: 2));

        // Not yet indexed, and the index still has what was.
        Assert.Equal([3L], await _desk.SeqsAsync(thread, "apple"));
        Assert.Equal([1L], await _desk.SeqsAsync(thread, "pear"));
        Assert.Equal(0, await CountAsync(thread, seq: 2));

        await index.StepAsync(CancellationToken.None);
        Assert.Equal([3L], await _desk.SeqsAsync(thread, "apple"));
        var pear = Assert.Single(await _desk.FindAsync(thread.Other, "pear"));
        Assert.NotNull(pear.Message.EditedAt);

        // An inactive thread's messages can still be deleted.
        await CloseAsync(log, thread, 6);
        await _desk.SettleAsync(thread);
        await AppendAsync(log, Delete(thread, 7, target: 3));
        Assert.Empty(await _desk.SeqsAsync(thread, "apple"));
        Assert.Equal((1, 0), (await CountAsync(thread, seq: 1), await CountAsync(thread, seq: 3)));
    }

    [Fact]
    public async Task Search_NewMessagesBetweenPages_SkipsAndDoublesNothing()
    {
        var log = await fixture.StartLogAsync();
        var one = await fixture.NewUserAsync();
        var threads = new[] { await fixture.NewThreadAsync(one), await fixture.NewThreadAsync(one) };
        for (var seq = 1; seq <= 10; seq++)
        {
            // Some are better than others, and many are equally good at the same time.
            foreach (var thread in threads)
            {
                await AppendAsync(log, thread.Message(seq, $"m{seq}", seq % 3 == 0 ? "plum plum" : "plum") with { At = DateTimeOffset.UnixEpoch });
            }
        }

        var expected = (await _desk.FindAsync(one, "plum")).Select(Place).ToList();
        Assert.Equal(20, expected.Distinct().Count());
        var index = _desk.NewIndex(events: 7);
        List<(ThreadId, long)> seen = [];
        string? cursor = null;
        var next = 11;
        do
        {
            var page = await _desk.PageAsync(one, new SearchQuery { Text = "plum", Limit = 3, Cursor = cursor });
            seen.AddRange(page.Hits.Select(Place));
            cursor = page.NextCursor;

            // Better and newer ones come to the front; meanwhile some of those before get into the index.
            await AppendAsync(log, threads[next % 2].Message(11 + ((next - 11) / 2), $"n{next}", "plum plum plum"));
            await index.StepAsync(CancellationToken.None);
            next++;
        }
        while (cursor is not null);
        Assert.Equal(expected, seen);

        var query = new SearchQuery { Text = "plum", Limit = 3 };
        var foreign = (await _desk.PageAsync(one, query)).NextCursor;
        Assert.False(SearchCursor.TryParse(query with { Text = "pear", Cursor = foreign }, out _));
        Assert.False(SearchCursor.TryParse(query with { ThreadId = threads[0].Id, Cursor = foreign }, out _));
    }

    [Fact]
    public async Task Search_OfAThreadOfOthers_IsRefused()
    {
        var log = await fixture.StartLogAsync();
        var (thread, stranger) = (await fixture.NewThreadAsync(), await fixture.NewThreadAsync());
        await AppendAsync(log, thread.Message(1, "a", "a secret"));
        var query = new SearchQuery { Text = "secret", ThreadId = thread.Id, Limit = 1 };
        Assert.Equal(RefusalCode.NotAMember, (await _desk.AskAsync(stranger.One, query)).Error?.Code);
        Assert.Equal(RefusalCode.ThreadNotFound, (await _desk.AskAsync(stranger.One, query with { ThreadId = ThreadId.NewRandom() })).Error?.Code);
        Assert.Empty(await _desk.FindAsync(stranger.One, "secret"));
    }

    internal static ThreadEvent Edit(TestThread thread, long seq, long target, string text) =>
        thread.Message(seq, $"edit-{seq}", text) with { Type = EventType.Edited, TargetSeq = target };

    internal static ThreadEvent Delete(TestThread thread, long seq, long target) =>
        thread.Message(seq, $"delete-{seq}") with { Type = EventType.Deleted, TargetSeq = target, Text = null };

    internal static async Task AppendAsync(PostgresMessageLog log, params ThreadEvent[] events) =>
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), events, phase: null));

    internal static Task CloseAsync(PostgresMessageLog log, TestThread thread, long seq) =>
        AppendAsync(log, thread.Turn(seq, EventType.Closed));

    private static (ThreadId ThreadId, long Seq) Place(SearchHit hit) => (hit.Message.ThreadId, hit.Message.Seq);

    private async Task<int> CountAsync(TestThread thread, long seq)
    {
        await using var command = fixture.Source.CreateCommand("SELECT count(*)::int FROM message_search WHERE thread_id = $1 AND seq = $2");
        command.Parameters.Add(new() { Value = thread.Id.Value });
        command.Parameters.Add(new() { Value = seq });
        return (int)(await command.ExecuteScalarAsync())!;
    }
}

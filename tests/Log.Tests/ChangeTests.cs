using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Log.Tests;

/// <summary>What becomes of messages in the commit of the events that change them.</summary>
[Collection(LogGroup.Name)]
public class ChangeTests(LogFixture fixture)
{
    private ThreadReader Reader => new(fixture.Shards, TimeProvider.System);

    private ChangeStore Changes => new(fixture.Shards);

    [Fact]
    public async Task Append_Edits_TheLastTextIsShownAndEachIsKept()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        await StoreAsync(log, thread.Message(1, "m1", "first"), thread.Message(2, "m2", "other"));
        await StoreAsync(log, Edit(thread, 3, target: 1, "second"));
        await StoreAsync(log, Edit(thread, 4, target: 1, "third"));

        var messages = await ReadAsync(thread);
        Assert.Equal(["third", "other"], messages.Select(message => message.Text));
        Assert.Equal((At(4), null), (messages[0].EditedAt, messages[0].DeletedAt));
        Assert.Null(messages[1].EditedAt);
        Assert.Equal(
            [new MessageVersion(1, At(1), "first"), new(3, At(3), "second"), new(4, At(4), "third")],
            await Changes.ReadVersionsAsync(thread.Id, 1));
        Assert.Single(await Changes.ReadVersionsAsync(thread.Id, 2));
        Assert.Empty(await Changes.ReadVersionsAsync(thread.Id, 3));
    }

    [Fact]
    public async Task Append_Deletion_LeavesNoTextAnywhere()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        await StoreAsync(log, thread.Message(1, "m1", "secret"), thread.Message(2, "m2", "kept"));
        await StoreAsync(log, Edit(thread, 3, target: 1, "secret too"));
        await StoreAsync(log, Edit(thread, 4, target: 2, "kept too"));
        await StoreAsync(log, React(thread, 5, target: 1, thread.Other, "👍"));
        await StoreAsync(log, Delete(thread, 6, target: 1));

        Assert.Equal([null, "kept", null, "kept too", "👍", null], (await fixture.ReadAsync(thread.Id)).Select(e => e.Text));
        var messages = await ReadAsync(thread);
        Assert.Equal((null, At(3), At(6), null), (messages[0].Text, messages[0].EditedAt, messages[0].DeletedAt, messages[0].Reactions));
        Assert.Equal("kept too", messages[1].Text);
        Assert.All(await Changes.ReadVersionsAsync(thread.Id, 1), version => Assert.Null(version.Text));
        Assert.Equal(0L, await CountAsync("SELECT count(*) FROM message_change WHERE thread_id = $1 AND seq = 1 AND text IS NOT NULL", thread));
    }

    [Fact]
    public async Task Append_Reactions_AreGroupedInTheirOrder()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        await StoreAsync(log, thread.Message(1, "m1"));
        await StoreAsync(log, React(thread, 2, 1, thread.Other, "🎉") with { At = At(1) });
        await StoreAsync(log, React(thread, 3, 1, thread.One, "👍") with { At = At(1) });
        await StoreAsync(log, React(thread, 4, 1, thread.One, "🎉") with { At = At(1) });
        await StoreAsync(log, React(thread, 5, 1, thread.Other, "👍") with { At = At(1) });
        Assert.Equal($"🎉 {thread.Other} {thread.One} | 👍 {thread.One} {thread.Other}", await ReactionsAsync(thread));

        await StoreAsync(log, React(thread, 6, 1, thread.Other, "🎉", added: false));
        Assert.Equal($"👍 {thread.One} {thread.Other} | 🎉 {thread.One}", await ReactionsAsync(thread));
        await StoreAsync(log, React(thread, 7, 1, thread.Other, "🎉"));
        Assert.Equal($"👍 {thread.One} {thread.Other} | 🎉 {thread.One} {thread.Other}", await ReactionsAsync(thread));
        Assert.Equal(
            new ChangeLookup(null, new ChangeTarget(thread.One, new StoredPlace(1, At(1)), true, null), new StoredPlace(7, At(7))),
            await Changes.FindAsync(thread.Id, thread.Other, new() { Type = EventType.Reacted, ClientMessageId = "new", TargetSeq = 1, Emoji = "🎉" }));
    }

    [Fact]
    public async Task Append_ChangesOfManyThreadsInOneBatch_EachTakesEffect()
    {
        var log = await fixture.StartLogAsync();
        var threads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.NewThreadAsync()));
        await Task.WhenAll(threads.Select(thread => StoreAsync(log, thread.Message(1, "m1"), thread.Message(2, "m2"))));
        await Task.WhenAll(threads.Select((thread, i) => StoreAsync(log, (i % 4) switch
        {
            0 => Edit(thread, 3, 1, "edited"),
            1 => Delete(thread, 3, 1),
            2 => React(thread, 3, 1, thread.Other, "👍"),
            _ => thread.Message(3, "m3"),
        })));
        for (var i = 0; i < threads.Length; i++)
        {
            var message = (await ReadAsync(threads[i]))[0];
            Assert.Equal(i % 4 == 0 ? "edited" : i % 4 == 1 ? null : "hello", message.Text);
            Assert.Equal(i % 4 == 1, message.DeletedAt is not null);
            Assert.Equal(i % 4 == 2 ? 1 : 0, message.Reactions?.Length ?? 0);
        }
    }

    [Fact]
    public async Task Append_ChangesThatAnotherCommitHasStored_HaveNoSecondEffect()
    {
        var (log, other, thread) = (await fixture.StartLogAsync(), await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        await StoreAsync(log, thread.Message(1, "m1"), thread.Message(2, "m2"));
        await StoreAsync(log, Edit(thread, 3, 1, "once"));
        await StoreAsync(log, React(thread, 4, 2, thread.Other, "👍"));
        await StoreAsync(log, Edit(thread, 5, 1, "later"));
        await StoreAsync(log, React(thread, 6, 2, thread.Other, "👍", added: false));

        // A silo that was overtaken sends what another one has stored at the same places.
        Assert.Equal(AppendOutcome.Refused, await other.AppendAsync(new AppendLane(), [Edit(thread, 3, 1, "once")], null));
        Assert.Equal(AppendOutcome.Refused, await other.AppendAsync(new AppendLane(), [React(thread, 4, 2, thread.Other, "👍")], null));
        Assert.Equal(AppendOutcome.Refused, await other.AppendAsync(new AppendLane(), [Delete(thread, 9, 1)], null));

        var messages = await ReadAsync(thread);
        Assert.Equal(("later", null), (messages[0].Text, messages[0].DeletedAt));
        Assert.Null(messages[1].Reactions);
    }

    [Fact]
    public async Task Append_Deletions_UnreadCountsWhatIsLeft()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        await StoreAsync(log, [.. Enumerable.Range(1, 5).Select(seq => thread.Message(seq, $"m{seq}"))]);
        Assert.Equal(5, await UnreadAsync(thread));
        await StoreAsync(log, Delete(thread, 6, 2));
        await StoreAsync(log, Edit(thread, 7, 3, "edited"));
        await StoreAsync(log, Delete(thread, 8, 5));
        Assert.Equal(3, await UnreadAsync(thread));
        await log.MarkAsync(thread.Id, thread.Other, 0, readSeq: 4);
        Assert.Equal(0, await UnreadAsync(thread));
        await log.MarkAsync(thread.Id, thread.Other, 0, readSeq: 8);
        await StoreAsync(log, thread.Message(9, "m9"));
        Assert.Equal(1, await UnreadAsync(thread));
        await fixture.ExecuteAsync("UPDATE thread_member SET blocks = true WHERE thread_id = $1 AND user_id = $2", thread.Id.Value, thread.Other.Value);
        Assert.Equal(0, await UnreadAsync(thread));
    }

    [Fact]
    public async Task Append_DeletionWhileInactive_IsNoActivity()
    {
        var (log, old) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync(active: false));
        var phase = Guid.NewGuid();
        await StoreAsync(log, phase, old.Turn(1, EventType.Opened), old.Message(2, "m2"), old.Turn(3, EventType.Closed));
        await StoreAsync(log, Delete(old, 4_000, 2) with { Seq = 4 });

        var page = await Reader.ListAsync(old.Other, 1, PageCursor.Start);
        Assert.Equal(4, Assert.Single(page.Threads).LastSeq);
        Assert.Equal(At(3).UtcDateTime, await ScalarAsync<DateTime>("SELECT activity_at FROM thread_view WHERE thread_id = $1 LIMIT 1", old));
    }

    private static DateTimeOffset At(long seq) => DateTimeOffset.UnixEpoch.AddSeconds(seq);

    private static ThreadEvent Edit(TestThread thread, long seq, long target, string text) =>
        thread.Message(seq, $"c{seq}", text) with { Type = EventType.Edited, TargetSeq = target };

    private static ThreadEvent Delete(TestThread thread, long seq, long target) =>
        thread.Message(seq, $"c{seq}") with { Type = EventType.Deleted, TargetSeq = target, Text = null };

    private static ThreadEvent React(TestThread thread, long seq, long target, UserId user, string emoji, bool added = true) =>
        thread.Message(seq, $"c{seq}") with { Type = EventType.Reacted, SenderId = user, TargetSeq = target, Text = null, Emoji = emoji, Added = added };

    private static Task StoreAsync(PostgresMessageLog log, params ThreadEvent[] events) => StoreAsync(log, null, events);

    private static async Task StoreAsync(PostgresMessageLog log, Guid? phase, params ThreadEvent[] events) =>
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), events, phase));

    private async Task<Message[]> ReadAsync(TestThread thread) =>
        [.. (await Reader.GetHistoryAsync(thread.Other, thread.Id, new HistoryQuery { Limit = 100 })).Value!.Messages];

    private async Task<string> ReactionsAsync(TestThread thread) => string.Join(
        " | ", (await ReadAsync(thread))[0].Reactions!.Value.Select(reaction => $"{reaction.Emoji} {string.Join(' ', reaction.UserIds)}"));

    private async Task<long> UnreadAsync(TestThread thread)
    {
        var (_, unread, total) = await fixture.Store.ReadMarksAsync(thread.Id, thread.Other);
        Assert.Equal(unread, total);
        Assert.Equal(unread, (await fixture.Store.ReadViewsAsync(thread.Id))[thread.Other].Unread);
        Assert.Equal(0, (await fixture.Store.ReadMarksAsync(thread.Id, thread.One)).Unread);
        return unread;
    }

    private Task<long> CountAsync(string statement, TestThread thread) => ScalarAsync<long>(statement, thread);

    private async Task<T> ScalarAsync<T>(string statement, TestThread thread)
    {
        await using var command = fixture.Source.CreateCommand(statement);
        command.Parameters.Add(new() { Value = thread.Id.Value });
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

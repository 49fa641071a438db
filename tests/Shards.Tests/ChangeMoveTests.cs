using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Attachments;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Shards.Tests;

/// <summary>What has become of messages moves with them, also what becomes of them while they move.</summary>
[Collection(ShardsGroup.Name)]
public sealed class ChangeMoveTests(ShardsFixture fixture)
{
    private const int CopiedBucket = 250;
    private const int MovedBucket = 251;

    [Fact]
    public async Task What_changes_between_the_rounds_of_a_copy_is_in_the_copy()
    {
        var thread = await fixture.NewThreadAsync(CopiedBucket);
        var log = await fixture.StartLogAsync(fixture.NewMap());
        var seq = 0L;
        for (; seq < 8; seq++)
        {
            await StoreAsync(log, thread.Message(seq + 1, $"m{seq + 1}"));
        }

        await StoreAsync(log, Edit(thread, ++seq, 1));
        await StoreAsync(log, Edit(thread, ++seq, 2));
        await StoreAsync(log, React(thread, ++seq, 3));
        await StoreAsync(log, React(thread, ++seq, 4));
        await StoreAsync(log, Delete(thread, ++seq, 5));

        var (from, to) = (new BucketDatabase(fixture.HomeSource, LogShard.Home, CopiedBucket), new BucketDatabase(fixture.OtherSource, ShardsFixture.Other, CopiedBucket));
        var copy = new BucketCopy(from, to);
        await copy.CopyLogAsync(CancellationToken.None);

        // Between the log and what has become of it, behind both, and once all of it stands still.
        await StoreAsync(log, Delete(thread, ++seq, 1));
        await StoreAsync(log, Edit(thread, ++seq, 6));
        await copy.CopyChangesAsync(CancellationToken.None);
        await StoreAsync(log, Delete(thread, ++seq, 2));
        await StoreAsync(log, React(thread, ++seq, 3, added: false));
        await StoreAsync(log, React(thread, ++seq, 7));
        await copy.CopyLogAsync(CancellationToken.None);
        await StoreAsync(log, Edit(thread, ++seq, 7));
        await StoreAsync(log, Delete(thread, ++seq, 4));
        await StoreAsync(log, thread.Message(++seq, "last"));
        await fixture.HomeServer.ExecuteAsync(
            "UPDATE thread_member SET archived_seq = 3, muted_until = now(), blocks = true, gone = true WHERE thread_id = $1 AND user_id = $2",
            thread.Id.Value,
            thread.One.Value);
        await copy.CopyLogAsync(CancellationToken.None);
        await copy.CopyMembersAsync(CancellationToken.None);

        Assert.NotEqual(await from.DigestAsync(CancellationToken.None), await to.DigestAsync(CancellationToken.None));
        await copy.MendChangesAsync(CancellationToken.None);
        var digest = await from.DigestAsync(CancellationToken.None);
        Assert.Equal(digest, await to.DigestAsync(CancellationToken.None));
        Assert.Equal((seq, 0L), (digest.Events, digest.TextsLeft));
        var source = await fixture.ReadAsync(LogShard.Home, thread.Id);
        Assert.Equal(source, await fixture.ReadAsync(ShardsFixture.Other, thread.Id));
        Assert.Equal(
            [1L, 2L, 4L, 5L, 9L, 10L],
            source.Where(e => e is { Text: null, Type: EventType.Message or EventType.Edited }).Select(e => e.Seq));

        await to.EraseAsync(CancellationToken.None);
        Assert.Equal(0, await fixture.RowsOfAsync(ShardsFixture.Other, CopiedBucket));
        await from.EraseAsync(CancellationToken.None);
        Assert.NotEqual(0, await fixture.RowsOfAsync(LogShard.Home, CopiedBucket));
    }

    [Fact]
    public async Task After_a_move_changes_are_decided_on_what_has_moved()
    {
        var thread = await fixture.NewThreadAsync(MovedBucket);
        var map = fixture.NewMap();
        var log = await fixture.StartLogAsync(map);
        await StoreAsync(log, thread.Message(1, "m1"), thread.Message(2, "m2"));
        await StoreAsync(log, Delete(thread, 3, 1));
        await StoreAsync(log, React(thread, 4, 2));
        var attachments = new AttachmentStore(map, TimeProvider.System);
        await fixture.HomeServer.ExecuteAsync("UPDATE thread_member SET phase = gen_random_uuid() WHERE thread_id = $1", thread.Id.Value);
        var (sent, waiting) = (await UploadAsync(attachments, thread), await UploadAsync(attachments, thread));
        await StoreAsync(log, thread.Message(5, "m5") with { Attachments = [sent] });
        await fixture.MoveAsync(MovedBucket, ShardsFixture.Other);
        Assert.Equal(0, await fixture.RowsOfAsync(LogShard.Home, MovedBucket));

        // The map is that of before the move.
        var store = new ChangeStore(map);
        var found = await store.FindAsync(thread.Id, thread.One, new() { Type = EventType.Deleted, ClientMessageId = "c3", TargetSeq = 1 });
        Assert.Equal((3L, 3L, true), (found.Stored!.Value.Seq, found.Target!.Deleted!.Value.Seq, found.Target.IsMessage));
        found = await store.FindAsync(thread.Id, thread.Other, new() { Type = EventType.Reacted, ClientMessageId = "c9", TargetSeq = 2, Emoji = "👍" });
        Assert.Equal((null, 4L), (found.Stored, found.Reaction!.Value.Seq));
        Assert.Equal([2L], await new ThreadStore(map, TimeProvider.System).FindMessagesAsync(thread.Id, [2, 3, 99]));
        var history = (await new ThreadReader(map, TimeProvider.System).GetHistoryAsync(thread.One, thread.Id, new HistoryQuery { Limit = 9 })).Value!;
        Assert.Equal(
            new ReplayedLog(await fixture.ReadAsync(ShardsFixture.Other, thread.Id)).Lines, history.Messages.Select(ReplayedLog.LineOf));
        Assert.Equal(sent, Assert.Single(history.Messages[^1].Attachments!.Value));
        Assert.Equal(sent with { Thumbnail = null }, (await attachments.FindAsync(thread.Other, thread.Id, sent.AttachmentId)).Value);
        Assert.Equal([waiting], await new ThreadStore(map, TimeProvider.System).FindUploadsAsync(thread.Id, thread.One, [sent.AttachmentId.Value, waiting.AttachmentId.Value]));
        Assert.Equal(7, await attachments.ReadWaitingAsync(thread.One));
        Assert.Null(await attachments.DiscardAsync(thread.One, thread.Id, waiting.AttachmentId));
        var removal = new AttachmentRemoval(map, TimeProvider.System);
        Assert.Equal([new StoredAttachment(thread.Id, waiting.AttachmentId)], await removal.ClaimAsync(10));
        await removal.ForgetAsync([new StoredAttachment(thread.Id, waiting.AttachmentId)]);
        await fixture.MoveAsync(MovedBucket, LogShard.Home);
        Assert.Equal(0, await fixture.RowsOfAsync(ShardsFixture.Other, MovedBucket));
        Assert.True((await attachments.FindAsync(thread.Other, thread.Id, sent.AttachmentId)).Ok);
    }

    private static async Task<MessageAttachment> UploadAsync(AttachmentStore attachments, TestThread thread)
    {
        var id = AttachmentId.NewRandom();
        Assert.Null(await attachments.BeginAsync(thread.One, new AttachmentUpload
        {
            ThreadId = thread.Id,
            AttachmentId = id,
            Size = 7,
            WaitingLimit = 100,
            Patience = TimeSpan.FromDays(1),
        }));
        Assert.True(await attachments.CompleteAsync(thread.One, new UploadedFile
        {
            ThreadId = thread.Id,
            AttachmentId = id,
            Name = "a.txt",
            Type = "text/plain",
            Size = 7,
            Hash = [1],
            KeptFor = TimeSpan.FromDays(1),
        }));
        return new MessageAttachment { AttachmentId = id, Name = "a.txt", Type = "text/plain", Size = 7 };
    }

    private static ThreadEvent Edit(TestThread thread, long seq, long target) =>
        thread.Message(seq, $"c{seq}") with { Type = EventType.Edited, TargetSeq = target };

    private static ThreadEvent Delete(TestThread thread, long seq, long target) =>
        thread.Message(seq, $"c{seq}") with { Type = EventType.Deleted, TargetSeq = target, Text = null };

    private static ThreadEvent React(TestThread thread, long seq, long target, bool added = true) => thread.Message(seq, $"c{seq}") with
    {
        Type = EventType.Reacted,
        SenderId = thread.Other,
        TargetSeq = target,
        Text = null,
        Emoji = "👍",
        Added = added,
    };

    private static async Task StoreAsync(PostgresMessageLog log, params ThreadEvent[] events) =>
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), events, null));
}

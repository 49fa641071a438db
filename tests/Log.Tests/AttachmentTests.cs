using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Attachments;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Log.Tests;

/// <summary>An attachment is part of a message or nobody's, whatever happens at the same time.</summary>
[Collection(LogGroup.Name)]
public class AttachmentTests(LogFixture fixture)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private AttachmentStore Store => new(fixture.Shards, TimeProvider.System);

    private AttachmentRemoval Removal => new(fixture.Shards, TimeProvider.System);

    [Fact]
    public async Task Append_Attachments_AreOfTheMessageAndOfNoOther()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        var (one, other) = (await UploadAsync(thread), await UploadAsync(thread));
        Assert.Equal(AppendOutcome.Stored, await SendAsync(log, thread, 1, [other, one]));
        var shown = Assert.Single(await ReadAsync(thread)).Attachments!.Value;
        Assert.Equal([other.AttachmentId, one.AttachmentId], shown.Select(attachment => attachment.AttachmentId));
        Assert.Equal([other.AttachmentId.Value, one.AttachmentId.Value], (await fixture.Store.FindSentAsync(thread.Id, thread.One, ["m1"]))["m1"].Attachments!);
        Assert.Empty(await fixture.Store.FindUploadsAsync(thread.Id, thread.One, [one.AttachmentId.Value]));

        // Taken already, of somebody else, of another thread, never there.
        var elsewhere = await UploadAsync(await fixture.NewThreadAsync(thread.One));
        var foreign = await UploadAsync(thread with { One = thread.Other });
        var unknown = one with { AttachmentId = AttachmentId.NewRandom() };
        foreach (var wrong in new[] { one, elsewhere, foreign, unknown })
        {
            var free = await UploadAsync(thread);
            Assert.Equal(AppendOutcome.Refused, await SendAsync(log, thread, 2, [free, wrong]));
            Assert.Single(await fixture.Store.FindUploadsAsync(thread.Id, thread.One, [free.AttachmentId.Value]));
        }

        Assert.Single(await fixture.ReadAsync(thread.Id));
    }

    [Fact]
    public async Task Append_OneWithoutItsAttachment_OthersOfTheBatchAreStored()
    {
        var log = await fixture.StartLogAsync();
        var threads = new List<TestThread>();
        for (var i = 0; i < 12; i++)
        {
            threads.Add(await fixture.NewThreadAsync());
        }

        var outcomes = await Task.WhenAll(threads.Select((thread, i) => i == 7
            ? SendAsync(log, thread, 1, [Attachment(AttachmentId.NewRandom())])
            : log.AppendAsync(new AppendLane(), [thread.Message(1, "m1")], phase: null)));
        Assert.Equal(threads.Select((_, i) => i == 7 ? AppendOutcome.Refused : AppendOutcome.Stored), outcomes);
    }

    [Fact]
    public async Task Remove_AtTheTimeOfSending_OneOfTheTwoHasIt()
    {
        var log = await fixture.StartLogAsync();
        var (sent, removed) = (0, 0);
        for (var round = 0; round < 40; round++)
        {
            var thread = await fixture.NewThreadAsync();
            var upload = await UploadAsync(thread);
            await fixture.ExecuteAsync("UPDATE attachment SET due_at = '-infinity' WHERE thread_id = $1", thread.Id.Value);
            var sending = SendAsync(log, thread, 1, [upload]);
            var claimed = await ClaimOfAsync(thread);
            var outcome = await sending;
            Assert.Equal(outcome == AppendOutcome.Stored, claimed.Count == 0);
            Assert.Equal(outcome == AppendOutcome.Stored, await Store.FindAsync(thread.Other, thread.Id, upload.AttachmentId) is { Ok: true });
            Assert.Equal(outcome == AppendOutcome.Stored ? 1 : 0, (await fixture.ReadAsync(thread.Id)).Count);
            (sent, removed) = outcome == AppendOutcome.Stored ? (sent + 1, removed) : (sent, removed + 1);
        }

        Assert.Equal(40, sent + removed);
    }

    [Fact]
    public async Task Remove_WhatIsDue_IsClaimedOnceUntilItsTurnIsOver()
    {
        var thread = await fixture.NewThreadAsync();
        var (orphan, broken, waiting) = (await UploadAsync(thread), await BeginAsync(thread), await UploadAsync(thread));
        await fixture.ExecuteAsync(
            "UPDATE attachment SET due_at = now() - interval '1 s' WHERE thread_id = $1 AND attachment_id <> $2",
            thread.Id.Value,
            waiting.AttachmentId.Value);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClaimOfAsync(thread)));
        Assert.Equal(
            new[] { orphan.AttachmentId, broken }.ToHashSet(), claims.SelectMany(claim => claim).ToHashSet());
        Assert.Equal(2, claims.Sum(claim => claim.Count));
        Assert.Equal(RefusalCode.AttachmentNotFound, (await Store.FindAsync(thread.One, thread.Id, orphan.AttachmentId)).Error?.Code);
        Assert.False(await Store.CompleteAsync(thread.One, File(thread, broken)));

        // Whoever claimed one does not come back.
        await fixture.ExecuteAsync(
            "UPDATE attachment SET due_at = now() WHERE thread_id = $1 AND attachment_id = $2", thread.Id.Value, orphan.AttachmentId.Value);
        Assert.Equal([orphan.AttachmentId], await ClaimOfAsync(thread));
        await Removal.ForgetAsync([new(thread.Id, orphan.AttachmentId), new(thread.Id, broken), new(thread.Id, waiting.AttachmentId)]);
        Assert.Equal(1L, await CountAsync(thread));
        Assert.True((await Store.FindAsync(thread.One, thread.Id, waiting.AttachmentId)).Ok);
    }

    [Fact]
    public async Task Delete_Message_ItsAttachmentsAreNobodysAndTheirNamesAreGone()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        var (upload, kept) = (await UploadAsync(thread), await UploadAsync(thread));
        var thumbnail = await ThumbnailAsync(thread, upload.AttachmentId);
        await SendAsync(log, thread, 1, [upload]);
        await SendAsync(log, thread, 2, [kept]);
        Assert.Equal(thumbnail, (await ReadAsync(thread))[0].Attachments!.Value[0].Thumbnail?.AttachmentId);
        Assert.Equal(
            AppendOutcome.Stored,
            await log.AppendAsync(new AppendLane(), [thread.Message(3, "d1") with { Type = EventType.Deleted, TargetSeq = 1, Text = null }], phase: null));
        Assert.Equal([null, kept.AttachmentId], (await ReadAsync(thread)).Select(message => message.Attachments?[0].AttachmentId));
        Assert.Equal(new[] { upload.AttachmentId, thumbnail }.ToHashSet(), (await ClaimOfAsync(thread)).ToHashSet());
        Assert.False((await Store.FindAsync(thread.Other, thread.Id, thumbnail)).Ok);
        await using var named = fixture.Source.CreateCommand("SELECT count(*) FROM attachment WHERE thread_id = $1 AND name IS NOT NULL");
        named.Parameters.Add(new() { Value = thread.Id.Value });
        Assert.Equal(1L, await named.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Thumbnail_Another_TakesThePlaceOfTheOneBefore()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        var upload = await UploadAsync(thread);
        var first = await ThumbnailAsync(thread, upload.AttachmentId);
        var second = await ThumbnailAsync(thread, upload.AttachmentId);
        Assert.Equal([first], await ClaimOfAsync(thread));
        var third = await BeginAsync(thread, upload.AttachmentId);
        await SendAsync(log, thread, 1, [upload]);
        Assert.Equal(second, (await ReadAsync(thread))[0].Attachments!.Value[0].Thumbnail?.AttachmentId);

        // Too late, and never on its own.
        Assert.False(await Store.CompleteAsync(thread.One, File(thread, third)));
        var lone = await ThumbnailAsync(thread, (await UploadAsync(thread)).AttachmentId);
        Assert.Equal(AppendOutcome.Refused, await SendAsync(log, thread, 2, [Attachment(lone)]));
    }

    [Fact]
    public async Task Waiting_Bytes_AreThoseOnTheirWayAndThoseNotSent()
    {
        var (log, thread) = (await fixture.StartLogAsync(), await fixture.NewThreadAsync());
        var upload = await UploadAsync(thread);
        await BeginAsync(thread);
        Assert.Equal(1_000 + 77, await Store.ReadWaitingAsync(thread.One));
        await SendAsync(log, thread, 1, [upload]);
        Assert.Equal(1_000, await Store.ReadWaitingAsync(thread.One));
        Assert.Equal(0, await Store.ReadWaitingAsync(thread.Other));
        await new AttachmentErasure(fixture.Shards, TimeProvider.System).EraseAsync(thread.One, CancellationToken.None);
        Assert.Equal(0, await Store.ReadWaitingAsync(thread.One));
        Assert.Null((await ReadAsync(thread))[0].Attachments);
        Assert.Equal(2, (await ClaimOfAsync(thread)).Count);
    }

    private static MessageAttachment Attachment(AttachmentId id) =>
        new() { AttachmentId = id, Name = "a.png", Type = "image/png", Size = 77, Width = 3, Height = 2 };

    private static UploadedFile File(TestThread thread, AttachmentId id) => new()
    {
        ThreadId = thread.Id,
        AttachmentId = id,
        Name = "a.png",
        Type = "image/png",
        Size = 77,
        Width = 3,
        Height = 2,
        Hash = [1, 2, 3],
        KeptFor = Day,
    };

    private static Task<AppendOutcome> SendAsync(PostgresMessageLog log, TestThread thread, long seq, ImmutableArray<MessageAttachment> attachments) =>
        log.AppendAsync(new AppendLane(), [thread.Message(seq, $"m{seq}", "") with { Attachments = attachments }], phase: null);

    private async Task<AttachmentId> BeginAsync(TestThread thread, AttachmentId? thumbnailOf = null)
    {
        var id = AttachmentId.NewRandom();
        Assert.Null(await Store.BeginAsync(thread.One, new AttachmentUpload
        {
            ThreadId = thread.Id,
            AttachmentId = id,
            ThumbnailOf = thumbnailOf,
            Size = 1_000,
            WaitingLimit = 1_000_000,
            Patience = Day,
        }));
        return id;
    }

    private async Task<MessageAttachment> UploadAsync(TestThread thread)
    {
        var id = await BeginAsync(thread);
        Assert.True(await Store.CompleteAsync(thread.One, File(thread, id)));
        return Attachment(id);
    }

    private async Task<AttachmentId> ThumbnailAsync(TestThread thread, AttachmentId of)
    {
        var id = await BeginAsync(thread, of);
        Assert.True(await Store.CompleteAsync(thread.One, File(thread, id)));
        return id;
    }

    // Other tests' attachments are claimed with them.
    private async Task<List<AttachmentId>> ClaimOfAsync(TestThread thread) =>
        [.. (await Removal.ClaimAsync(1_000)).Where(claimed => claimed.ThreadId == thread.Id).Select(claimed => claimed.AttachmentId)];

    private async Task<Message[]> ReadAsync(TestThread thread) =>
        [.. (await new ThreadReader(fixture.Shards, TimeProvider.System).GetHistoryAsync(thread.Other, thread.Id, new HistoryQuery { Limit = 100 })).Value!.Messages];

    private async Task<long> CountAsync(TestThread thread)
    {
        await using var command = fixture.Source.CreateCommand("SELECT count(*) FROM attachment WHERE thread_id = $1");
        command.Parameters.Add(new() { Value = thread.Id.Value });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

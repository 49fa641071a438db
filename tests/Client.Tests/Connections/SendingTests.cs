using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Outboxes;
using ChatOrleans.Client.Tests.Fakes;

namespace ChatOrleans.Client.Tests.Connections;

public sealed class SendingTests
{
    [Fact]
    public async Task Send_Acknowledged_IsShownAtOnceAndOnceAndSettles()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        var sent = bench.Client.Send(Bench.ThreadId, "Hello");
        var call = await link.NextAsync("SendMessage");
        var thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages is [{ State: MessageState.Sending }]);
        Assert.Equal(("Hello", null, true), (thread.Messages[0].Text, thread.Messages[0].Seq, thread.Messages[0].Mine));

        call.Answer(Bench.Ack(2));
        Assert.Equal(2, (await sent.Settled.OrFailAsync()).Seq);
        link.Receiver.OnEvent(Bench.Said(2, "Hello", Bench.Ada, sent.ClientMessageId));
        thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.LastSeq == 2);
        Assert.Equal(2, Assert.Single(thread.Messages).Seq);
    }

    [Fact]
    public async Task Send_EventBeforeItsAcknowledgement_IsShownOnce()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        var sent = bench.Client.Send(Bench.ThreadId, "Hello");
        var call = await link.NextAsync("SendMessage");
        link.Receiver.OnEvent(Bench.Said(2, "Hello", Bench.Ada, sent.ClientMessageId));
        var thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.LastSeq == 2);
        Assert.Equal(MessageState.Sent, Assert.Single(thread.Messages).State);
        call.Answer(Bench.Ack(2));
        await sent.Settled.OrFailAsync();
        Assert.Single(bench.Client.FindThread(Bench.ThreadId)!.Messages);
    }

    [Fact]
    public async Task Send_ConnectionLost_GoesOutAgainWithTheSameIdAndInOrder()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        var first = bench.Client.Send(Bench.ThreadId, "one");
        var second = bench.Client.Send(Bench.ThreadId, "two");
        await link.NextAsync("SendMessage");
        link.Lose();

        var again = await bench.Hub.NextLinkAsync();
        await Bench.AnswerSyncAsync(again, Bench.View());
        var call = await again.NextAsync("SendMessage");
        Assert.Equal(first.ClientMessageId, call.Argument<SendMessageRequest>().ClientMessageId);
        call.Answer(Bench.Ack(2, duplicate: true));
        call = await again.NextAsync("SendMessage");
        Assert.Equal(second.ClientMessageId, call.Argument<SendMessageRequest>().ClientMessageId);
        call.Answer(Bench.Ack(3));
        Assert.Equal((2, 3), ((await first.Settled.OrFailAsync()).Seq, (await second.Settled.OrFailAsync()).Seq));
    }

    [Fact]
    public async Task Send_AnswerLostButInTheLog_SettlesWithoutAnotherCall()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        var sent = bench.Client.Send(Bench.ThreadId, "one");
        await link.NextAsync("SendMessage");
        link.Lose();

        var again = await bench.Hub.NextLinkAsync();
        var sync = await again.NextAsync("Sync");
        sync.Answer(Bench.Sync(sync.Argument<SyncRequest>(), [Bench.View(lastSeq: 2)], Bench.Said(2, "one", Bench.Ada, sent.ClientMessageId)));
        Assert.Equal(2, (await sent.Settled.OrFailAsync()).Seq);

        // What comes next on this connection is the next message, not the first one again.
        await bench.Client.StateAsync(ConnectionState.Online);
        bench.Client.Send(Bench.ThreadId, "two");
        Assert.Equal("two", (await again.NextAsync("SendMessage")).Argument<SendMessageRequest>().Text);
    }

    [Fact]
    public async Task Send_Overloaded_WaitsAsAskedAndNothingOvertakes()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        bench.Client.Send(Bench.ThreadId, "one");
        bench.Client.Send(Bench.ThreadId, "two");
        (await link.NextAsync("SendMessage")).Refuse(ErrorCodes.Overloaded, TimeSpan.FromSeconds(9));
        await bench.Time.PassAsync(TimeSpan.FromSeconds(9));
        foreach (var text in new[] { "one", "two" })
        {
            var call = await link.NextAsync("SendMessage");
            Assert.Equal(text, call.Argument<SendMessageRequest>().Text);
            call.Answer(Bench.Ack(2));
        }
    }

    [Fact]
    public async Task Send_RefusedForGood_StaysMarkedUntilRetriedOrDiscarded()
    {
        var outbox = new MemoryOutbox();
        await using var bench = new Bench(outbox);
        var link = await bench.ConnectAsync(Bench.View());
        var sent = bench.Client.Send(Bench.ThreadId, "one");
        (await link.NextAsync("SendMessage")).Refuse(ErrorCodes.ThreadInactive);
        var refused = await Assert.ThrowsAsync<ChatException>(() => sent.Settled.OrFailAsync());
        Assert.Equal(ErrorCodes.ThreadInactive, refused.Code);
        var failed = (await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages is [{ State: MessageState.Failed }])).Messages[0];
        Assert.Equal(ErrorCodes.ThreadInactive, failed.Error?.Code);

        Assert.True(await bench.Client.RetryAsync(Bench.ThreadId, sent.ClientMessageId));
        (await link.NextAsync("SendMessage")).Refuse(ErrorCodes.Blocked);
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages is [{ State: MessageState.Failed, Error.Code: ErrorCodes.Blocked }]);
        Assert.True(await bench.Client.DiscardAsync(Bench.ThreadId, sent.ClientMessageId));
        Assert.False(await bench.Client.DiscardAsync(Bench.ThreadId, sent.ClientMessageId));
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages.IsEmpty);
    }

    [Fact]
    public async Task Connect_OutboxOfAnEarlierRun_IsSent()
    {
        var outbox = new MemoryOutbox();
        await outbox.PutAsync(
            new OutboxEntry
            {
                UserId = Bench.Ada,
                ThreadId = Bench.ThreadId,
                ClientMessageId = "earlier",
                Kind = CommandKind.Send,
                At = DateTimeOffset.UnixEpoch,
                Text = "from before",
            },
            CancellationToken.None);
        await outbox.PutAsync(
            new OutboxEntry
            {
                UserId = Bench.Bob,
                ThreadId = Bench.ThreadId,
                ClientMessageId = "somebody-elses",
                Kind = CommandKind.Send,
                At = DateTimeOffset.UnixEpoch,
                Text = "not Ada's",
            },
            CancellationToken.None);
        await using var bench = new Bench(outbox);
        var link = await bench.ConnectAsync(Bench.View());
        var call = await link.NextAsync("SendMessage");
        Assert.Equal("earlier", call.Argument<SendMessageRequest>().ClientMessageId);
        call.Answer(Bench.Ack(2));
        link.Receiver.OnEvent(Bench.Said(2, "from before", Bench.Ada, "earlier"));
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.LastSeq == 2);
        bench.Client.Send(Bench.ThreadId, "next");
        Assert.Equal("next", (await link.NextAsync("SendMessage")).Argument<SendMessageRequest>().Text);
        Assert.DoesNotContain(await outbox.LoadAsync(Bench.Ada, CancellationToken.None), entry => entry.ClientMessageId == "earlier");
        Assert.Single(await outbox.LoadAsync(Bench.Bob, CancellationToken.None));
    }

    [Fact]
    public async Task Edit_Refused_ShowsWhatTheLogHasAgain()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        link.Receiver.OnEvent(Bench.Said(2, "as it is", Bench.Ada));
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.LastSeq == 2);
        var edit = bench.Client.Edit(Bench.ThreadId, 2, "as it will be");
        var thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages is [{ Changing: true }]);
        Assert.Equal("as it will be", thread.Messages[0].Text);
        (await link.NextAsync("EditMessage")).Refuse(ErrorCodes.ThreadInactive);
        await Assert.ThrowsAsync<ChatException>(() => edit.Settled.OrFailAsync());
        thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages is [{ Changing: false }]);
        Assert.Equal("as it is", thread.Messages[0].Text);
    }

    [Fact]
    public async Task Send_TheSameIdTwice_IsOneMessageAndBothHear()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        var draft = new Draft { Text = "once", ClientMessageId = "mine" };
        var first = bench.Client.Send(Bench.ThreadId, draft);
        var second = bench.Client.Send(Bench.ThreadId, draft);
        var call = await link.NextAsync("SendMessage");
        await second.Kept.OrFailAsync();
        call.Answer(Bench.Ack(2));
        Assert.Equal((2, 2), ((await first.Settled.OrFailAsync()).Seq, (await second.Settled.OrFailAsync()).Seq));
    }
}

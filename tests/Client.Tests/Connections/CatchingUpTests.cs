using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Tests.Fakes;

namespace ChatOrleans.Client.Tests.Connections;

public sealed class CatchingUpTests
{
    [Fact]
    public async Task Push_BeforeSyncAnswers_WaitsForIt()
    {
        await using var bench = new Bench();
        await bench.SignInAsync();
        var connecting = bench.Client.ConnectAsync();
        var link = await bench.Hub.NextLinkAsync();
        var sync = await link.NextAsync("Sync");

        // Older than the answer, newer than it, and of a watermark that has risen since.
        link.Receiver.OnEvent(Bench.Said(3, "is in the answer"));
        link.Receiver.OnEvent(Bench.Said(4, "is not"));
        sync.Answer(Bench.Sync(sync.Argument<SyncRequest>(), [Bench.View(lastSeq: 3, readSeq: 3)]));
        await connecting.OrFailAsync();

        var thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.LastSeq == 4);
        Assert.Equal((1, "is not"), (thread.Unread, Assert.Single(thread.Messages).Text));
    }

    [Fact]
    public async Task Push_WithAGap_AsksForWhatIsMissing_AndTellsOfEachMessageOnceInOrder()
    {
        await using var bench = new Bench();
        var told = new List<long?>();
        bench.Client.MessageReceived += message => told.Add(message.Seq);
        var link = await bench.ConnectAsync(Bench.View());
        link.Receiver.OnEvent(Bench.Said(4, "four"));
        var sync = await link.NextAsync("Sync");
        Assert.Equal(1, Assert.Single(sync.Argument<SyncRequest>().Cursors).Value);
        link.Receiver.OnEvent(Bench.Said(2, "two"));
        sync.Answer(Bench.Sync(sync.Argument<SyncRequest>(), [Bench.View(lastSeq: 4)], Bench.Said(2, "two"), Bench.Said(3, "three"), Bench.Said(4, "four")));

        var thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages.Count == 3);
        link.Receiver.OnEvent(Bench.Said(4, "four"));
        link.Receiver.OnEvent(Bench.Said(5, "five"));
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages.Count == 4);
        Assert.Equal(["two", "three", "four"], thread.Messages.Select(message => message.Text));
        Assert.Equal([2L, 3L, 4L, 5L], told);
    }

    [Fact]
    public async Task Reconnect_AsksFromTheLastEventHeld_UntilNothingIsMissing()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View(lastSeq: 5, readSeq: 5));
        link.Lose();
        var again = await bench.Hub.NextLinkAsync();
        var first = await again.NextAsync("Sync");
        Assert.Equal(5, first.Argument<SyncRequest>().Cursors[Bench.ThreadId]);
        var answer = Bench.Sync(first.Argument<SyncRequest>(), [Bench.View(lastSeq: 7, unread: 2, readSeq: 5)], Bench.Said(6, "six"));
        first.Answer(answer with { States = new Dictionary<string, string> { [Bench.ThreadId] = "more" }, Status = "more" });
        var second = await again.NextAsync("Sync");
        Assert.Equal(6, second.Argument<SyncRequest>().Cursors[Bench.ThreadId]);
        second.Answer(Bench.Sync(second.Argument<SyncRequest>(), [Bench.View(lastSeq: 7, unread: 2, readSeq: 5)], Bench.Said(7, "seven")));

        await bench.Client.StateAsync(ConnectionState.Online);
        var thread = bench.Client.FindThread(Bench.ThreadId)!;
        Assert.Equal((2, 2), ((int)thread.Unread, thread.Messages.Count));
    }

    [Fact]
    public async Task Reconnect_AnotherEpoch_DropsWhatWasHeldAndReadsItAnew()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View(), Bench.View(threadId: "gone", active: false));
        link.Receiver.OnEvent(Bench.Said(2, "never was"));
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Messages.Count == 1);
        link.Lose();
        var again = await bench.Hub.NextLinkAsync();
        var sync = await again.NextAsync("Sync");
        sync.Answer(Bench.Sync(sync.Argument<SyncRequest>(), [Bench.View(lastSeq: 2)]) with { Epoch = "e2" });

        // What was shown is shown again, as it is now.
        FakeCall page;
        do
        {
            page = await again.NextAsync();
        }
        while (page.Method != "GetHistory");
        page.Answer(new HistoryPage { Messages = [], HasBefore = false, HasAfter = false });
        var thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => !one.HasBefore);
        Assert.Empty(thread.Messages);
        Assert.Equal([Bench.ThreadId], bench.Client.Threads.Select(one => one.ThreadId));
    }

    [Fact]
    public async Task Push_OfAThreadThatIsNew_IsCaughtUpWithFromItsBeginning()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync();
        link.Receiver.OnThreadChanged(Bench.View(lastSeq: 1));
        var sync = await link.NextAsync("Sync");
        Assert.Equal(0, sync.Argument<SyncRequest>().Cursors[Bench.ThreadId]);
        var opened = Bench.Said(1, "") with { Type = EventTypes.Opened, Text = null };
        sync.Answer(Bench.Sync(sync.Argument<SyncRequest>(), [Bench.View(lastSeq: 1)], opened));
        link.Receiver.OnEvent(Bench.Said(2, "Hello"));
        var thread = await bench.Client.ThreadAsync(Bench.ThreadId, one => one.Unread == 1);
        Assert.Equal((false, true), (thread.HasBefore, thread.Active));
    }

    [Fact]
    public async Task LoadBeforeAsync_ChangedMeanwhile_ShowsTheChange()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View(lastSeq: 2, readSeq: 2));
        var loading = bench.Client.LoadBeforeAsync(Bench.ThreadId);
        var page = await link.NextAsync("GetHistory");
        link.Receiver.OnEvent(Bench.Said(3, "mended") with { Type = EventTypes.Edited, TargetSeq = 2 });
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.LastSeq == 3);
        page.Answer(new HistoryPage
        {
            Messages =
            [
                new Message
                {
                    ThreadId = Bench.ThreadId,
                    Seq = 2,
                    SenderId = Bench.Bob,
                    At = Bench.Said(2, "").At,
                    ClientMessageId = "m-2",
                    Text = "broken",
                },
            ],
            HasBefore = false,
            HasAfter = false,
        });

        Assert.False(await loading.OrFailAsync());
        Assert.Equal("mended", Assert.Single(bench.Client.FindThread(Bench.ThreadId)!.Messages).Text);
    }

    [Fact]
    public async Task MarkRead_WhileOffline_IsSaidOnTheNextConnection()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View(lastSeq: 3, readSeq: 0, unread: 0));
        bench.Client.MarkRead(Bench.ThreadId, 2);
        var mark = await link.NextAsync("MarkRead");
        Assert.Equal(2, mark.Argument<MarkRequest>().Seq);
        link.Lose();
        bench.Client.MarkRead(Bench.ThreadId, 3);
        bench.Client.MarkRead(Bench.ThreadId, 1);

        var again = await bench.Hub.NextLinkAsync();
        await Bench.AnswerSyncAsync(again, Bench.View(lastSeq: 3));
        mark = await again.NextAsync("MarkRead");
        Assert.Equal(3, mark.Argument<MarkRequest>().Seq);
        mark.Answer(new ReadAnswer { ReadSeq = 3, Unread = 0 });
        await bench.Client.ThreadAsync(Bench.ThreadId, one => one.ReadSeq == 3);
    }
}

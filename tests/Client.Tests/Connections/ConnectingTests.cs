using System.Net;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Tests.Fakes;

namespace ChatOrleans.Client.Tests.Connections;

public sealed class ConnectingTests
{
    [Fact]
    public async Task ConnectAsync_ManyPages_ShowsAllThreadsInTheServersOrder()
    {
        await using var bench = new Bench();
        await bench.SignInAsync();
        var connecting = bench.Client.ConnectAsync();
        var link = await bench.Hub.NextLinkAsync();
        var first = await link.NextAsync("Sync");
        first.Answer(Bench.Sync(first.Argument<SyncRequest>(), [Bench.View(threadId: "t1"), Bench.View(threadId: "t2")]) with { NextPage = "p2" });
        var second = await link.NextAsync("Sync");
        Assert.Equal(("p2", "e1"), (second.Argument<SyncRequest>().Page, second.Argument<SyncRequest>().Epoch));
        second.Answer(Bench.Sync(second.Argument<SyncRequest>(), [Bench.View(threadId: "t3", active: false)]));
        await connecting.OrFailAsync();

        Assert.Equal(["t1", "t2", "t3"], bench.Client.Threads.Select(thread => thread.ThreadId));
        Assert.Equal(ConnectionState.Online, bench.Client.State);
        Assert.Equal(("Ada", "t1"), (bench.Client.Me?.DisplayName, bench.Client.Me?.ActiveThreadId));
        Assert.Equal(["a1"], bench.Hub.Credentials);
    }

    [Fact]
    public async Task ConnectAsync_NoSession_SaysSignedOut()
    {
        await using var bench = new Bench();
        var refused = await Assert.ThrowsAsync<ChatException>(() => bench.Client.ConnectAsync());
        Assert.Equal(ErrorCodes.SignedOut, refused.Code);
    }

    [Fact]
    public async Task ConnectAsync_ServerRefusesForAWhile_WaitsAsAskedAndConnects()
    {
        await using var bench = new Bench();
        await bench.SignInAsync();
        bench.Hub.RefuseNext(new ChatException(ErrorCodes.Overloaded, "full") { RetryAfter = TimeSpan.FromSeconds(7) });
        var connecting = bench.Client.ConnectAsync();
        await bench.Client.StateAsync(ConnectionState.Waiting);
        Assert.Equal(bench.Time.GetUtcNow().AddSeconds(7), bench.Client.RetryAt);

        await bench.Time.PassAsync(TimeSpan.FromSeconds(7));
        await Bench.AnswerSyncAsync(await bench.Hub.NextLinkAsync());
        await connecting.OrFailAsync();
    }

    [Fact]
    public async Task ReconnectNow_WhileWaiting_ConnectsWithoutTheWait()
    {
        await using var bench = new Bench();
        await bench.SignInAsync();
        bench.Hub.RefuseNext(new ChatException(ErrorCodes.Overloaded, "full") { RetryAfter = TimeSpan.FromHours(7) });
        var connecting = bench.Client.ConnectAsync();
        await bench.Time.TimerAsync(TimeSpan.FromHours(7));
        bench.Client.ReconnectNow();
        await Bench.AnswerSyncAsync(await bench.Hub.NextLinkAsync());
        await connecting.OrFailAsync();
    }

    [Fact]
    public async Task Draining_UsesTheConnectionUntilTimeIsUp_AndComesBackAtOnce()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        link.Receiver.OnDraining(new DrainingPush { ReconnectAfterMs = 3_000 });
        await bench.Time.TimerAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(ConnectionState.Online, bench.Client.State);

        bench.Time.Advance(TimeSpan.FromSeconds(3));
        var next = await bench.Hub.NextLinkAsync();
        Assert.True(link.Closed.IsCompleted);
        await Bench.AnswerSyncAsync(next, Bench.View());
        await bench.Client.StateAsync(ConnectionState.Online);
    }

    [Fact]
    public async Task Connection_CredentialRefused_RefreshesAndTriesOnceMore()
    {
        await using var bench = new Bench();
        await bench.SignInAsync();
        bench.Hub.RefuseNext(new ChatException(ErrorCodes.Unauthenticated, "too old"));
        bench.Http.Answer("auth/refresh", HttpStatusCode.OK, Bench.SignedIn("a2"));
        var connecting = bench.Client.ConnectAsync();
        await Bench.AnswerSyncAsync(await bench.Hub.NextLinkAsync());
        await connecting.OrFailAsync();
        Assert.Equal(["a1", "a2"], bench.Hub.Credentials);
    }

    [Fact]
    public async Task Connection_SessionRevoked_SignsOutAndSaysWhy()
    {
        await using var bench = new Bench();
        var link = await bench.ConnectAsync(Bench.View());
        var ended = new TaskCompletionSource<SignedOutReason>();
        bench.Client.SignedOut += ended.SetResult;
        bench.Hub.RefuseNext(new ChatException(ErrorCodes.Unauthenticated, "revoked"));
        bench.Http.Answer("auth/refresh", HttpStatusCode.Unauthorized, """{"code":"unauthenticated","detail":"revoked"}""");
        link.Lose();

        Assert.Equal(SignedOutReason.Revoked, await ended.Task.OrFailAsync());
        Assert.Equal((ConnectionState.SignedOut, null), (bench.Client.State, bench.Client.Me));
        Assert.Empty(bench.Client.Threads);
    }

    [Fact]
    public async Task Handler_Throws_OthersHearAllTheSame()
    {
        await using var bench = new Bench();
        var heard = new TaskCompletionSource<ChatMessage>();
        bench.Client.MessageReceived += _ => throw new InvalidOperationException("a handler's fault");
        bench.Client.MessageReceived += heard.SetResult;
        var link = await bench.ConnectAsync(Bench.View());
        link.Receiver.OnEvent(Bench.Said(2, "Hello"));
        Assert.Equal("Hello", (await heard.Task.OrFailAsync()).Text);
    }
}

using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.LoadTest.Echo;

/// <summary>
/// A stock SignalR hub that stores nothing and talks to nobody: of each message one push and one completion, in the
/// product's shapes. What it reaches is what SignalR leaves room for. Whoever connects is who the bearer says.
/// </summary>
internal sealed class EchoHub(EchoThreads threads, TimeProvider time) : Hub
{
    private string UserId => Context.GetHttpContext()!.Request.Headers.Authorization.ToString()["Bearer ".Length..];

    public override Task OnConnectedAsync()
    {
        threads.Connect(UserId, Context.ConnectionId);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        threads.Disconnect(UserId);
        return Task.CompletedTask;
    }

    /// <summary>The thread of the two; a new one each time.</summary>
    public EchoAnswer<EchoThread> OpenThread(EchoOpening opening) => EchoAnswer.Of(threads.Open(UserId, opening.With));

    /// <summary>Nothing is stored, so a thread begins where it is.</summary>
    public EchoAnswer<EchoSync> Sync(EchoCursors _) => EchoAnswer.Of(new EchoSync(threads.Of(UserId)));

    public async Task<EchoAnswer<EchoAck>> SendMessage(EchoMessage message)
    {
        var (thread, partner) = threads.Partner(message.ThreadId, UserId);
        var at = time.GetUtcNow();
        var seq = thread.TakeSeq();
        await Clients.Client(partner).SendAsync(
            "Event",
            new EchoEvent(message.ThreadId, seq, "message", UserId, at, message.ClientMessageId, message.Text),
            Context.ConnectionAborted);
        return EchoAnswer.Of(new EchoAck(seq, at, Duplicate: false));
    }
}

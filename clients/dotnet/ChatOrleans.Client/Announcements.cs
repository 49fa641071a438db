using ChatOrleans.Client.Contract;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client;

/// <summary>Whom a client tells of what happens. Told on the loop, in order; a handler that throws keeps nobody else from hearing.</summary>
internal sealed partial class Announcements(ILogger logger)
{
    private readonly Lock _gate = new();

    public Action<ConnectionState>? State { get; set; }

    public Action? Threads { get; set; }

    public Action<ChatThread>? Thread { get; set; }

    public Action<ChatMessage>? Message { get; set; }

    public Action<TypingPush>? Typing { get; set; }

    public Action<PresenceView>? Presence { get; set; }

    public Action<ReceiptPush>? Receipt { get; set; }

    public Action<SignedOutReason>? SignedOut { get; set; }

    public Action<ChatException>? Error { get; set; }

    /// <summary>Adds handlers or takes them away; from anywhere.</summary>
    public void Listen(Action<Announcements> change)
    {
        lock (_gate)
        {
            change(this);
        }
    }

    public void Tell<T>(Action<T>? handlers, T detail)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            Run(() => handler(detail));
        }
    }

    public void TellThreads()
    {
        foreach (var handler in Delegate.EnumerateInvocationList(Threads))
        {
            Run(handler);
        }
    }

    private void Run(Action handler)
    {
        try
        {
            handler();
        }
        catch (Exception exception)
        {
            LogHandlerFailed(logger, exception);
        }
    }
}

using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Threads;

namespace ChatOrleans.Client.Signals;

/// <summary>Typing, one's own and the peers'. It passes by itself, so that nothing of it is ever sent late. Used on the loop.</summary>
internal sealed class TypingSignals(Line line, ThreadBook threads, Announcements announcements, TimeProvider time)
{
    // The server lets it end after 6 s.
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PeerLasts = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, CancellationTokenSource> _own = [];
    private readonly Dictionary<string, CancellationTokenSource> _peers = [];

    /// <summary>Shows one's own typing until it is hidden, or hides it.</summary>
    public void Set(string threadId, bool typing)
    {
        if (typing == _own.ContainsKey(threadId))
        {
            return;
        }

        if (typing)
        {
            var end = new CancellationTokenSource();
            _own.Add(threadId, end);
            _ = ShowAsync(threadId, end.Token);
        }
        else
        {
            End(_own, threadId);
            _ = SayAsync(threadId, typing: false);
        }
    }

    /// <summary>A message was sent: the server hides the typing that led to it.</summary>
    public void OnSent(string threadId) => End(_own, threadId);

    public void OnPush(TypingPush push)
    {
        End(_peers, push.ThreadId);
        if (push.Typing)
        {
            var end = new CancellationTokenSource();
            _peers[push.ThreadId] = end;
            _ = ExpireAsync(push, end.Token);
        }

        if (threads.SetTyping(push.ThreadId, push.Typing))
        {
            announcements.Tell(announcements.Typing, push);
        }
    }

    /// <summary>The connection is lost: nobody is known to type.</summary>
    public void Clear()
    {
        foreach (var threadId in _peers.Keys.ToArray())
        {
            End(_peers, threadId);
            threads.SetTyping(threadId, typing: false);
        }

        foreach (var threadId in _own.Keys.ToArray())
        {
            End(_own, threadId);
        }
    }

    private static void End(Dictionary<string, CancellationTokenSource> all, string threadId)
    {
        if (all.Remove(threadId, out var end))
        {
            end.Cancel();
            end.Dispose();
        }
    }

    private async Task ShowAsync(string threadId, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await SayAsync(threadId, typing: true);
            await Task.Delay(Repeat, time, end).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task ExpireAsync(TypingPush push, CancellationToken end)
    {
        await Task.Delay(PeerLasts, time, end).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!end.IsCancellationRequested && threads.SetTyping(push.ThreadId, typing: false))
        {
            announcements.Tell(announcements.Typing, push with { Typing = false });
        }
    }

    private async Task SayAsync(string threadId, bool typing)
    {
        if (!line.IsOnline)
        {
            return;
        }

        try
        {
            await line.InvokeAsync<Nothing>("SetTyping", new SetTypingRequest { ThreadId = threadId, Typing = typing });
        }
        catch (ChatException)
        {
            // Nobody is told that somebody types; no harm is done.
        }
    }
}

using ChatOrleans.Client.Commands;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Threads;
using ThreadState = ChatOrleans.Client.Threads.ThreadState;

namespace ChatOrleans.Client.Syncing;

/// <summary>Where events, views and receipts come in, pushed or caught up with, and become threads. Used on the loop.</summary>
internal sealed class EventIntake(
    ThreadBook threads, CommandQueue commands, Announcements announcements, Func<string> self, Func<string, Task<ThreadView>> getThread)
{
    // Pushes of threads that are not known yet: how they stand comes with the next Sync.
    private readonly Dictionary<string, List<ThreadEvent>> _unknown = [];
    private readonly List<Action> _buffered = [];
    private bool _isBuffering;

    /// <summary>Whether events have come of threads that nobody has told of.</summary>
    public bool HasUnknown => _unknown.Count > 0;

    /// <summary>Told when a thread lacks something.</summary>
    public Action Lacking { get; set; } = () => { };

    /// <summary>Told of a peer's message that has come, to say so to the server.</summary>
    public Action<ThreadState> Delivered { get; set; } = _ => { };

    /// <summary>What is pushed waits until <c>Sync</c> has answered: it may be older than what that says.</summary>
    public void BeginBuffering()
    {
        _buffered.Clear();
        _unknown.Clear();
        _isBuffering = true;
    }

    public void EndBuffering()
    {
        _isBuffering = false;
        Action[] waiting = [.. _buffered];
        _buffered.Clear();
        foreach (var push in waiting)
        {
            push();
        }
    }

    /// <summary>Nothing of the connection that was is worth waiting for.</summary>
    public void ForgetBuffered()
    {
        _buffered.Clear();
        _unknown.Clear();
        _isBuffering = false;
    }

    public void ForgetUnknown() => _unknown.Clear();

    /// <summary>A push, now or after <c>Sync</c>.</summary>
    public void Push(Action push)
    {
        if (_isBuffering)
        {
            _buffered.Add(push);
        }
        else
        {
            push();
        }
    }

    /// <summary>Events of a thread, in whatever order and however often.</summary>
    public void Take(string threadId, IReadOnlyList<ThreadEvent> told)
    {
        if (threads.Find(threadId) is not { } state)
        {
            if (!_unknown.TryGetValue(threadId, out var waiting))
            {
                _unknown.Add(threadId, waiting = []);
            }

            waiting.AddRange(told);
            Lacking();
            return;
        }

        var applied = new List<ThreadEvent>();
        foreach (var one in told)
        {
            (state, var now) = state.With(one);
            applied.AddRange(now);
        }

        foreach (var one in applied)
        {
            commands.OnEvent(one);
        }

        var hasPeerMessage = applied.Exists(one => one.Type == EventTypes.Message && one.SenderId != state.Self);
        if (hasPeerMessage)
        {
            threads.SetTyping(threadId, typing: false);
        }

        threads.Put(state, isActivity: applied.Exists(IsActivity));
        foreach (var one in applied.Where(Messages.IsMessage))
        {
            announcements.Tell(announcements.Message, state.Window.Find(one.Seq) ?? Messages.OfEvent(one, state.Self));
        }

        if (hasPeerMessage)
        {
            Delivered(state);
        }

        if (state.Need != ThreadNeed.Nothing)
        {
            Lacking();
        }
    }

    /// <summary>A view of a thread; one that is not known begins from its first event, or as it stands.</summary>
    public void Take(ThreadView view, bool fromStart)
    {
        var isNew = threads.Find(view.ThreadId) is null;
        var state = threads.Find(view.ThreadId)?.With(view) ?? ThreadState.Of(view, self(), fromStart ? 0 : null);
        threads.Put(state);
        if (isNew && _unknown.Remove(view.ThreadId, out var waiting))
        {
            Take(view.ThreadId, waiting);
        }
        else if (state.Need != ThreadNeed.Nothing)
        {
            Lacking();
        }
    }

    public void Take(ReceiptPush receipt)
    {
        if (threads.Find(receipt.ThreadId) is not { } state)
        {
            return;
        }

        threads.Put(state.With(receipt));
        announcements.Tell(announcements.Receipt, receipt);
        if (threads.Find(receipt.ThreadId)?.Need == ThreadNeed.View)
        {
            Lacking();
        }
    }

    /// <summary>Gets threads anew whose unread count is in doubt.</summary>
    public async Task RefreshDoubtfulAsync()
    {
        foreach (var state in threads.States.Where(state => state.Need == ThreadNeed.View).ToArray())
        {
            try
            {
                Take(await getThread(state.ThreadId), fromStart: false);
            }
            catch (ChatException)
            {
                // Told again by the next receipt, or the next Sync.
            }
        }
    }

    private static bool IsActivity(ThreadEvent told) => Messages.IsMessage(told) || told.Type is EventTypes.Opened or EventTypes.Closed;
}

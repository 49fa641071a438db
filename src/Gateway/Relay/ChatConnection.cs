using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Sending;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Relay;

/// <summary>One client's connection: who it is, what it was sent, what waits for it.</summary>
internal sealed class ChatConnection : IPushTarget
{
    private readonly HubConnectionContext _context;
    private readonly PushQueue _queue;
    private readonly PushOrder _order = new();
    private ChangeLine? _changes;
    private List<ThreadId>? _typing;
    private bool _drainingTold;

    public ChatConnection(HubConnectionContext context, int queueLimit, SendLanes sends, GatewayMetrics metrics)
    {
        _context = context;
        _queue = new PushQueue(this, queueLimit, metrics);
        UserId = context.User.UserId();
        SessionId = context.User.SessionId();
        Sends = sends;
    }

    public UserId UserId { get; }

    public Guid SessionId { get; }

    /// <summary>Whether limits leave the connection alone.</summary>
    public bool IsExempt { get; init; }

    /// <summary>What the connection sends, in its order.</summary>
    public SendLanes Sends { get; }

    /// <summary>What the connection changes of messages, in its order.</summary>
    public ChangeLine Changes => LazyInitializer.EnsureInitialized(ref _changes);

    /// <summary>Whom the connection watches; belongs to <see cref="Watches"/>.</summary>
    public WatchList Watching { get; } = new();

    /// <summary>Pushes what has no order.</summary>
    public void Push(SerializedHubMessage message, PushRound? round = null) => _queue.Enqueue(message, round);

    /// <summary>Pushes that the node is going away, once.</summary>
    public void PushDraining(SerializedHubMessage message)
    {
        if (!Interlocked.Exchange(ref _drainingTold, true))
        {
            _queue.Enqueue(message);
        }
    }

    /// <summary>Pushes a durable event, once and in its order.</summary>
    public void PushEvent(ThreadId threadId, long seq, bool opens, SerializedHubMessage message, PushRound? round = null)
    {
        lock (_order)
        {
            var verdict = _order.OnEvent(threadId, seq, opens);
            if (verdict == PushVerdict.Drop)
            {
                return;
            }

            if (verdict == PushVerdict.Gap)
            {
                _queue.Enqueue(PushMessages.Resync(threadId), round);
            }

            _queue.Enqueue(message, round);
        }
    }

    /// <summary>Pushes a member's watermarks, unless it was pushed higher ones.</summary>
    public void PushReceipt(
        ThreadId threadId, bool own, long deliveredSeq, long readSeq, SerializedHubMessage message, PushRound? round = null)
    {
        lock (_order)
        {
            if (_order.OnMarks(threadId, own, deliveredSeq, readSeq) == PushVerdict.Push)
            {
                _queue.Enqueue(message, round);
            }
        }
    }

    /// <summary>Checks the head of a thread against what was pushed.</summary>
    public void CheckHead(ThreadId threadId, long seq)
    {
        lock (_order)
        {
            Tell(threadId, _order.OnHead(threadId, seq));
        }
    }

    /// <summary>Takes in what a catch-up is about to answer.</summary>
    public void Synced(SyncAnswer answer)
    {
        lock (_order)
        {
            _order.OnSynced();
            foreach (var thread in answer.Threads)
            {
                if (thread.Active)
                {
                    Tell(thread.ThreadId, _order.OnSnapshot(thread.ThreadId, thread.LastSeq));
                }
            }
        }
    }

    /// <summary>A thread was closed.</summary>
    public void ThreadClosed(ThreadId threadId)
    {
        lock (_order)
        {
            _order.OnClosed(threadId);
        }
    }

    /// <summary>Remembers where the user types, so that the connection's end ends it.</summary>
    public void SetTyping(ThreadId threadId, bool typing)
    {
        lock (_order)
        {
            if (!typing)
            {
                _typing?.Remove(threadId);
            }
            else if (_typing is null || !_typing.Contains(threadId))
            {
                (_typing ??= new List<ThreadId>(1)).Add(threadId);
            }
        }
    }

    /// <summary>Where the user was typing last.</summary>
    public IReadOnlyList<ThreadId> TakeTyping()
    {
        lock (_order)
        {
            var typing = _typing;
            _typing = null;
            return typing ?? (IReadOnlyList<ThreadId>)[];
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Abort() => _context.Abort();

    ValueTask IPushTarget.WriteAsync(SerializedHubMessage message) =>
        _context.WriteAsync(message, _context.ConnectionAborted);

    private void Tell(ThreadId threadId, PushVerdict verdict)
    {
        if (verdict == PushVerdict.Gap)
        {
            _queue.Enqueue(PushMessages.Resync(threadId));
        }
    }
}

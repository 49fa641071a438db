namespace ChatOrleans.TestKit;

/// <summary>
/// A thread as a client holds it: pushes and <c>Sync</c> answers go in, an ever longer log comes out. It follows the
/// contract and nothing else, and notes every breach: a push that comes twice or out of order on one connection, a
/// gap that no <c>ResyncRequired</c> announced, an event that says another thing than before, a text that is gone though
/// nothing deleted it.
/// </summary>
public sealed class ChatReplica(string threadId)
{
    private readonly Lock _gate = new();
    private readonly List<EventShape> _log = [];
    private readonly SortedDictionary<long, EventShape> _ahead = [];
    private readonly List<string> _breaches = [];
    private readonly List<(long Seq, TaskCompletionSource Reached)> _waiters = [];
    private readonly List<Task> _catchUps = [];
    private readonly HashSet<long> _emptied = [];
    private string? _epoch;
    private int _resyncs;

    /// <summary>The log so far: 1, 2, 3, …</summary>
    public IReadOnlyList<EventShape> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>What went against the contract.</summary>
    public IReadOnlyList<string> Breaches
    {
        get
        {
            lock (_gate)
            {
                return [.. _breaches, .. _emptied.Where(IsMissing).Select(seq => $"The text of {seq} is gone, and nothing deleted it.")];
            }
        }
    }

    /// <summary>How often the server said that pushes were lost; on a calm server never.</summary>
    public int Resyncs
    {
        get
        {
            lock (_gate)
            {
                return _resyncs;
            }
        }
    }

    /// <summary>Follows a fresh connection: listens, catches up, and from then on expects every event.</summary>
    public async Task AttachAsync(ChatClient client)
    {
        var link = new Link(client);
        client.Pushes.Subscribe(push => OnPush(link, push));
        await CatchUpAsync(link);
    }

    /// <summary>Waits until the log holds this seq.</summary>
    public async Task ReachAsync(long seq)
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            if (_log.Count >= seq)
            {
                return;
            }

            reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((seq, reached));
        }

        try
        {
            await reached.Task.WaitAsync(Wire.Deadline);
        }
        catch (TimeoutException exception)
        {
            throw new ExpectationException(
                $"The replica holds {_log.Count} events (and {_ahead.Count} ahead) where {seq} were due.", exception);
        }
    }

    /// <summary>Waits for catching up that pushes set off.</summary>
    public async Task SettleAsync()
    {
        Task[] running;
        lock (_gate)
        {
            running = [.. _catchUps];
        }

        await Task.WhenAll(running);
    }

    private void OnPush(Link link, Push push)
    {
        lock (_gate)
        {
            if (push.Name == "ResyncRequired")
            {
                var scope = Wire.Read<ResyncShape>(push.Payload).ThreadId;
                if (scope is null || scope == threadId)
                {
                    _resyncs++;
                    link.Last = null;
                    link.Resyncing = true;
                    _catchUps.Add(HealAsync(link));
                }
            }
            else if (push.Name == "Event" && Wire.Read<EventShape>(push.Payload) is var pushed && pushed.ThreadId == threadId)
            {
                OnEvent(link, pushed);
            }
        }
    }

    private void OnEvent(Link link, EventShape pushed)
    {
        if (link.Last is { } last && pushed.Seq <= last)
        {
            _breaches.Add($"{pushed.Seq} was pushed after {last} on one connection.");
        }

        link.Last = pushed.Seq;
        Take(pushed);
        if (_ahead.Count > 0 && link.Complete && !link.Resyncing)
        {
            _breaches.Add($"{pushed.Seq} was pushed where {_log.Count + 1} was due.");
            link.Resyncing = true;
            _catchUps.Add(HealAsync(link));
        }
    }

    private async Task HealAsync(Link link)
    {
        try
        {
            await Task.Yield();
            await CatchUpAsync(link);
        }
        catch (ConnectionLostException)
        {
            // The next connection catches up.
        }
    }

    private async Task CatchUpAsync(Link link)
    {
        while (true)
        {
            Dictionary<string, long> cursors;
            string? epoch;
            lock (_gate)
            {
                cursors = new Dictionary<string, long> { [threadId] = _log.Count };
                epoch = _epoch;
            }

            var answer = (await link.Client.SyncAsync(cursors, epoch)).Must();
            lock (_gate)
            {
                _epoch = answer.Epoch;
                var state = answer.States[threadId];
                if (state == "reset")
                {
                    _log.Clear();
                    _ahead.Clear();
                    _emptied.Clear();
                    continue;
                }

                foreach (var missed in answer.Events.GetValueOrDefault(threadId) ?? [])
                {
                    Take(missed);
                }

                if (state == "complete")
                {
                    if (_ahead.Count > 0)
                    {
                        _breaches.Add($"After a complete Sync up to {_log.Count}, {_ahead.Keys.First()} had been pushed without what lies between.");
                    }

                    link.Complete = true;
                    link.Resyncing = false;
                    return;
                }
            }
        }
    }

    // The text of a deleted message is gone from its event, and from those of its edits.
    private bool IsMissing(long seq)
    {
        var message = _log[(int)seq - 1].TargetSeq ?? seq;
        return !_log.Exists(e => e.Type == "deleted" && e.TargetSeq == message);
    }

    private void Take(EventShape taken)
    {
        if (taken.Seq <= _log.Count)
        {
            var known = _log[(int)taken.Seq - 1];
            if (known == taken)
            {
                return;
            }

            if (known with { Text = null, Attachments = null } != taken with { Text = null, Attachments = null } ||
                (known.Text is not null && taken.Text is not null))
            {
                _breaches.Add($"{taken.Seq} came as {taken} and as {known}.");
                return;
            }

            _emptied.Add(taken.Seq);
            _log[(int)taken.Seq - 1] = taken with { Text = null, Attachments = null };
            return;
        }

        _ahead[taken.Seq] = taken;
        while (_ahead.Remove(_log.Count + 1, out var next))
        {
            _log.Add(next);
        }

        foreach (var (_, reached) in _waiters.Where(waiter => waiter.Seq <= _log.Count))
        {
            reached.TrySetResult();
        }

        _waiters.RemoveAll(waiter => waiter.Seq <= _log.Count);
    }

    private sealed class Link(ChatClient client)
    {
        public ChatClient Client { get; } = client;

        /// <summary>The last seq pushed on this connection.</summary>
        public long? Last { get; set; }

        /// <summary>Whether Sync has answered, so that no event may be missing any more.</summary>
        public bool Complete { get; set; }

        /// <summary>Whether the server has announced a gap that is being filled.</summary>
        public bool Resyncing { get; set; }
    }
}

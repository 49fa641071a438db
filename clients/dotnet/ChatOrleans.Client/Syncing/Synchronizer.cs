using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Threads;

namespace ChatOrleans.Client.Syncing;

/// <summary>
/// Catches up: everything on a new connection, and afterwards what turns out to be missing. One call at a time. Used on the loop.
/// </summary>
internal sealed class Synchronizer(Line line, ThreadBook threads, EventIntake intake, Pauses pauses)
{
    // The server takes so many cursors at once.
    private const int MaxCursors = 1_000;

    private string? _epoch;
    private bool _hasSynced;
    private bool _repairing;
    private bool _repairAgain;
    private bool _everything;
    private readonly HashSet<string> _resync = [];

    /// <summary>Who the server says that one is.</summary>
    public Me? Me { get; private set; }

    /// <summary>Threads whose messages were shown and are dropped, since the log is another one: their newest page is wanted again.</summary>
    public Action<string> Dropped { get; set; } = _ => { };

    /// <summary>Told when <see cref="Me"/> has changed.</summary>
    public Action MeChanged { get; set; } = () => { };

    public void Forget() => (_epoch, _hasSynced, Me) = (null, false, null);

    /// <summary>Catches up with everything, on a connection that has just been made.</summary>
    /// <exception cref="ChatException">The connection is of no use.</exception>
    public async Task CatchUpAsync()
    {
        var pending = threads.States.ToDictionary(state => state.ThreadId, state => state.Cursor);
        var order = new List<string>();
        string? page = null;
        do
        {
            var answer = await AskAsync(pending, page);
            order.AddRange(answer.Threads.Select(thread => thread.ThreadId));
            page = answer.NextPage;
        }
        while (page is not null || pending.Count > 0);

        threads.Rank([.. order.Distinct()]);
        await DeliverNewAsync();
        intake.EndBuffering();
        await FillAsync();
        _hasSynced = true;
    }

    /// <summary>Something is missing: catches up with it, now or after what is under way.</summary>
    public void Repair()
    {
        _repairAgain = true;
        if (!_repairing && line.IsOnline)
        {
            _ = RepairAsync();
        }
    }

    /// <summary>Pushes were lost, of a thread or of any: what is held can't say which.</summary>
    public void Resync(string? threadId)
    {
        if (threadId is null)
        {
            _everything = true;
        }
        else
        {
            _resync.Add(threadId);
        }

        Repair();
    }

    private async Task RepairAsync()
    {
        _repairing = true;
        var link = line.Link;
        try
        {
            while (_repairAgain && line.IsOnline)
            {
                _repairAgain = false;
                await FillAsync();
            }
        }
        catch (ChatException)
        {
            // A connection on which nothing can be caught up with is of no use; the next one begins with everything.
            link?.Abort();
        }
        finally
        {
            _repairing = false;
        }
    }

    private async Task FillAsync()
    {
        Dictionary<string, long>? asked = null;
        while (_everything || _resync.Count > 0 || intake.HasUnknown || threads.States.Any(state => state.Need == ThreadNeed.Events))
        {
            var pending = threads.States
                .Where(state => _everything || state.Need == ThreadNeed.Events || _resync.Contains(state.ThreadId))
                .ToDictionary(state => state.ThreadId, state => state.Cursor);
            if (!_everything && _resync.Count == 0 && asked is not null && asked.Count == pending.Count && !asked.Except(pending).Any())
            {
                // The server says that there is nothing more: what was heard of comes later.
                intake.ForgetUnknown();
                break;
            }

            asked = pending.ToDictionary();
            _everything = false;
            _resync.Clear();
            do
            {
                intake.ForgetUnknown();
                await AskAsync(pending);
            }
            while (pending.Count > 0);
        }

        await intake.RefreshDoubtfulAsync();
    }

    // A cursor counts as delivered: what a device has been told of by a list is.
    private async Task DeliverNewAsync()
    {
        if (_hasSynced)
        {
            return;
        }

        var pending = threads.States.Where(state => state.UnreadShown > 0).ToDictionary(state => state.ThreadId, state => state.Cursor);
        while (pending.Count > 0)
        {
            await AskAsync(pending);
        }
    }

    // What is complete leaves the cursors that are pending.
    private async Task<SyncAnswer> AskAsync(Dictionary<string, long> pending, string? page = null)
    {
        var asked = pending.Take(MaxCursors).ToDictionary();
        var answer = await CallAsync(asked, page);
        Apply(answer, asked, pending);
        return answer;
    }

    private async Task<SyncAnswer> CallAsync(IReadOnlyDictionary<string, long> cursors, string? page)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await line.InvokeAsync<SyncAnswer>("Sync", new SyncRequest { Epoch = _epoch, Cursors = cursors, Page = page });
            }
            catch (ChatException exception) when (exception.IsTransient && exception.Code != ErrorCodes.Network)
            {
                await pauses.WaitAsync(attempt, exception.RetryAfter);
            }
        }
    }

    private void Apply(SyncAnswer answer, Dictionary<string, long> asked, Dictionary<string, long> pending)
    {
        var isAnother = _epoch is not null && answer.Epoch != _epoch;
        _epoch = answer.Epoch;
        if (Me != answer.Me)
        {
            Me = answer.Me;
            MeChanged();
        }

        if (isAnother)
        {
            pending.Clear();
            foreach (var state in threads.States.ToArray())
            {
                Drop(state.ThreadId);
            }
        }

        foreach (var (threadId, told) in answer.Events)
        {
            intake.Take(threadId, told);
        }

        foreach (var (threadId, state) in answer.States)
        {
            switch (state)
            {
                case SyncStates.Reset:
                    Drop(threadId);
                    pending.Remove(threadId);
                    break;
                case SyncStates.More when threads.Find(threadId) is { } held && pending.ContainsKey(threadId):
                    pending[threadId] = held.Cursor;
                    break;
                default:
                    pending.Remove(threadId);
                    break;
            }
        }

        // A thread that the server does not know of is left out of the answer.
        foreach (var unknown in asked.Keys.Where(id => !answer.States.ContainsKey(id)))
        {
            Drop(unknown);
            pending.Remove(unknown);
        }

        foreach (var view in answer.Threads)
        {
            intake.Take(view, fromStart: _hasSynced && !isAnother);
        }
    }

    private void Drop(string threadId)
    {
        if (threads.Find(threadId) is { } state)
        {
            threads.Remove(threadId);
            if (!state.Window.Messages.IsEmpty)
            {
                Dropped(threadId);
            }
        }
    }
}

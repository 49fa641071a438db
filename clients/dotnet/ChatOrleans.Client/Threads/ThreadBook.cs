using System.Collections.Immutable;
using ChatOrleans.Client.Commands;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>
/// All threads that are known, their order, and how each is shown. Changed on the loop; what is shown is read from anywhere.
/// </summary>
internal sealed class ThreadBook(Announcements announcements, CommandBook commands)
{
    private readonly Dictionary<string, ThreadState> _states = [];
    private readonly Dictionary<string, long> _ranks = [];
    private readonly HashSet<string> _typing = [];

    // Written on the loop alone; a reader sees one of them as a whole.
    private ImmutableDictionary<string, ChatThread> _shown = ImmutableDictionary<string, ChatThread>.Empty;
    private ImmutableList<string> _order = [];
    private long _rank;
    private bool _ordered = true;

    /// <summary>The threads as they are shown, by id.</summary>
    public ImmutableDictionary<string, ChatThread> Shown => Volatile.Read(ref _shown);

    /// <summary>The threads as they are shown, newest activity first.</summary>
    public IReadOnlyList<ChatThread> InOrder
    {
        get
        {
            var shown = Shown;
            return [.. Volatile.Read(ref _order).Where(shown.ContainsKey).Select(id => shown[id])];
        }
    }

    public IReadOnlyCollection<ThreadState> States => _states.Values;

    public ThreadState? Find(string threadId) => _states.GetValueOrDefault(threadId);

    public bool IsTyping(string threadId) => _typing.Contains(threadId);

    /// <summary>Another state of a thread, or the first one.</summary>
    public void Put(ThreadState state, bool isActivity = false)
    {
        var isNew = !_states.ContainsKey(state.ThreadId);
        _states[state.ThreadId] = state;
        if (isNew || isActivity)
        {
            Rank(state.ThreadId);
        }

        Show(state.ThreadId);
    }

    public void Remove(string threadId)
    {
        _states.Remove(threadId);
        _ranks.Remove(threadId);
        _typing.Remove(threadId);
        Volatile.Write(ref _shown, _shown.Remove(threadId));
        _ordered = false;
        Order();
    }

    public void Clear()
    {
        _states.Clear();
        _ranks.Clear();
        _typing.Clear();
        Volatile.Write(ref _shown, ImmutableDictionary<string, ChatThread>.Empty);
        Volatile.Write(ref _order, []);
        announcements.TellThreads();
    }

    /// <summary>The order that the server has told, newest activity first.</summary>
    public void Rank(IReadOnlyList<string> newestFirst)
    {
        foreach (var threadId in newestFirst.Reverse().Where(_states.ContainsKey))
        {
            Rank(threadId);
        }

        Order();
    }

    public bool SetTyping(string threadId, bool typing)
    {
        var changed = _states.ContainsKey(threadId) && (typing ? _typing.Add(threadId) : _typing.Remove(threadId));
        if (changed)
        {
            Show(threadId);
        }

        return changed;
    }

    /// <summary>A peer came or went.</summary>
    public void SetPresence(PresenceView presence)
    {
        foreach (var state in _states.Values.Where(state => state.Peer.UserId == presence.UserId).ToArray())
        {
            Put(state with { Peer = state.Peer with { Online = presence.Online, LastSeenAt = presence.LastSeenAt } });
        }
    }

    /// <summary>Makes what is shown of a thread anew, and tells if it is another.</summary>
    public void Show(string threadId)
    {
        if (!_states.TryGetValue(threadId, out var state))
        {
            return;
        }

        var before = _shown.GetValueOrDefault(threadId);
        var thread = Overlay.Of(state, commands.Of(threadId), _typing.Contains(threadId));
        if (thread == before && _ordered)
        {
            return;
        }

        Volatile.Write(ref _shown, _shown.SetItem(threadId, thread));
        var reordered = Order();
        announcements.Tell(announcements.Thread, thread);
        if (reordered || before is null || IsSummaryOther(before, thread))
        {
            announcements.TellThreads();
        }
    }

    private static bool IsSummaryOther(ChatThread before, ChatThread now) =>
        before with { Messages = now.Messages, HasBefore = now.HasBefore, HasAfter = now.HasAfter, PeerTyping = now.PeerTyping } != now;

    private void Rank(string threadId)
    {
        _ranks[threadId] = ++_rank;
        _ordered = false;
    }

    private bool Order()
    {
        if (_ordered)
        {
            return false;
        }

        var order = _ranks.OrderByDescending(rank => rank.Value).Select(rank => rank.Key).ToImmutableList();
        var changed = !order.SequenceEqual(_order);
        Volatile.Write(ref _order, order);
        _ordered = true;
        return changed;
    }
}

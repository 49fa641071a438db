using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// Watches that nobody is in two active threads at once. A thread is surely active once its opening was answered, as long
/// as no closing has been under way since the opening was asked for; what is only likely is not held against the server.
/// </summary>
internal sealed class ActiveThreads(Recorder recorder)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Conversation, long> _openedAt = [];
    private readonly Dictionary<Conversation, Closings> _closings = [];
    private readonly Dictionary<Person, Closings> _leavings = [];
    private readonly Dictionary<Person, Conversation> _in = [];
    private long _clock;

    /// <summary>A person is about to ask for an opening; gives the moment of it.</summary>
    public long AskOpening(Person by, bool closesCurrent)
    {
        lock (_gate)
        {
            if (closesCurrent)
            {
                // Whatever it is in, even if it does not know of it yet.
                _leavings[by] = _leavings.GetValueOrDefault(by).Asked();
            }

            return ++_clock;
        }
    }

    /// <summary>An opening was refused.</summary>
    public void Refused(Person by, bool closesCurrent)
    {
        if (closesCurrent)
        {
            EndClosing(by);
        }
    }

    /// <summary>An opening that was asked for at this moment was answered.</summary>
    public void Opened(Conversation conversation, Person by, long askedAt, bool closesCurrent)
    {
        lock (_gate)
        {
            var isSure = !MayHaveClosed(conversation, askedAt, except: closesCurrent ? by : null);
            if (closesCurrent)
            {
                _leavings[by] = _leavings[by].Answered(++_clock);
            }

            _openedAt[conversation] = isSure ? ++_clock : 0;
            foreach (var member in conversation.Members)
            {
                if (isSure && _in.TryGetValue(member, out var other) && other != conversation && IsSurelyActive(other))
                {
                    recorder.Violations.Add(
                        Violation.TwoActive,
                        $"{member.UserId} is in thread {conversation.ThreadId} and in thread {other.ThreadId}");
                }

                if (isSure)
                {
                    _in[member] = conversation;
                }
            }
        }
    }

    /// <summary>Somebody is about to ask for a closing.</summary>
    public void BeginClosing(Conversation conversation)
    {
        lock (_gate)
        {
            _closings[conversation] = _closings.GetValueOrDefault(conversation).Asked();
        }
    }

    /// <summary>It was answered.</summary>
    public void EndClosing(Conversation conversation)
    {
        lock (_gate)
        {
            _closings[conversation] = _closings[conversation].Answered(++_clock);
        }
    }

    /// <summary>Somebody is about to ask for the closing of a thread that nobody here may know yet.</summary>
    public void BeginClosing(Person by)
    {
        lock (_gate)
        {
            _leavings[by] = _leavings.GetValueOrDefault(by).Asked();
        }
    }

    /// <summary>It was answered.</summary>
    public void EndClosing(Person by)
    {
        lock (_gate)
        {
            _leavings[by] = _leavings[by].Answered(++_clock);
        }
    }

    /// <summary>A conversation is over and no more looked at.</summary>
    public void Forget(Conversation conversation)
    {
        lock (_gate)
        {
            _openedAt.Remove(conversation);
            _closings.Remove(conversation);
            foreach (var member in conversation.Members)
            {
                if (_in.TryGetValue(member, out var current) && current == conversation)
                {
                    _in.Remove(member);
                }
            }
        }
    }

    private bool IsSurelyActive(Conversation conversation) =>
        _openedAt.GetValueOrDefault(conversation) is var openedAt and > 0
        && !MayHaveClosed(conversation, openedAt, except: null);

    // Whoever opens with closeCurrent leaves all but what is opened.
    private bool MayHaveClosed(Conversation conversation, long since, Person? except) =>
        _closings.GetValueOrDefault(conversation).MayHaveClosed(since)
        || conversation.Members.Any(member =>
        {
            var leavings = _leavings.GetValueOrDefault(member);
            return member == except
                ? leavings.UnderWay > 1 || leavings.LastAt > since
                : leavings.MayHaveClosed(since);
        });
}

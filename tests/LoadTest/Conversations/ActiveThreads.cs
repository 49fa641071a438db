using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// Watches that nobody is in two active threads at once. A thread is surely active once its opening was answered, as long
/// as no closing was asked for since the opening was; what is only likely is not held against the server.
/// </summary>
internal sealed class ActiveThreads(Recorder recorder)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Conversation, Phase> _phases = [];
    private readonly Dictionary<Person, long> _leftAt = [];
    private readonly Dictionary<Person, Conversation> _in = [];
    private long _clock;

    /// <summary>A person is about to ask for an opening; gives the moment of it.</summary>
    public long AskOpening(Person by, bool closeCurrent)
    {
        lock (_gate)
        {
            var moment = ++_clock;
            if (closeCurrent)
            {
                // Whatever it is in, even if it does not know of it yet.
                _leftAt[by] = moment;
            }

            return moment;
        }
    }

    /// <summary>Somebody is about to ask for a closing.</summary>
    public void AskClosing(Conversation conversation)
    {
        lock (_gate)
        {
            var phase = _phases.GetValueOrDefault(conversation);
            _phases[conversation] = phase with { ClosingAskedAt = ++_clock };
        }
    }

    /// <summary>Somebody is about to ask for the closing of a thread that may be anybody's: all that this person is in.</summary>
    public void AskClosing(Person by)
    {
        lock (_gate)
        {
            _leftAt[by] = ++_clock;
        }
    }

    /// <summary>An opening was answered.</summary>
    public void Opened(Conversation conversation, long askedAt)
    {
        lock (_gate)
        {
            var phase = _phases.GetValueOrDefault(conversation);
            _phases[conversation] = phase with { OpeningAskedAt = Math.Max(phase.OpeningAskedAt, askedAt) };
            if (!IsSurelyActive(conversation))
            {
                return;
            }

            foreach (var member in conversation.Members)
            {
                if (_in.TryGetValue(member, out var other) && other != conversation && IsSurelyActive(other))
                {
                    recorder.Violations.Add(
                        Violation.TwoActive,
                        $"{member.UserId} is in thread {conversation.ThreadId} and in thread {other.ThreadId}");
                }

                _in[member] = conversation;
            }
        }
    }

    /// <summary>A conversation is over and no more looked at.</summary>
    public void Forget(Conversation conversation)
    {
        lock (_gate)
        {
            _phases.Remove(conversation);
            foreach (var member in conversation.Members)
            {
                if (_in.TryGetValue(member, out var current) && current == conversation)
                {
                    _in.Remove(member);
                }
            }
        }
    }

    private bool IsSurelyActive(Conversation conversation)
    {
        var phase = _phases.GetValueOrDefault(conversation);
        return phase.OpeningAskedAt > phase.ClosingAskedAt
            && conversation.Members.All(member => _leftAt.GetValueOrDefault(member) <= phase.OpeningAskedAt);
    }

    private readonly record struct Phase(long OpeningAskedAt, long ClosingAskedAt);
}

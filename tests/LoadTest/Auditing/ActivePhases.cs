using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>When whom was in which active thread, by the logs; at the end, whether that was ever more than is allowed. Safe for concurrent use.</summary>
/// <param name="limit">Active threads of a user; 0 means no limit.</param>
internal sealed class ActivePhases(int limit)
{
    /// <summary>The events of two threads may be stamped by two nodes, whose clocks differ.</summary>
    private const long ClockToleranceMs = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Phase>> _phases = new(StringComparer.Ordinal);

    /// <summary>Takes the turns of a thread's log.</summary>
    public void Add(ThreadAccount account, IReadOnlyList<LogEntry> log)
    {
        var since = long.MinValue;
        var isOpen = false;
        foreach (var entry in log)
        {
            if (entry.Kind == EventKind.Opened)
            {
                (since, isOpen) = (entry.At, true);
            }
            else if (entry.Kind == EventKind.Closed)
            {
                // Opened before this run, if it is the first turn: then nothing is known of when.
                if (isOpen)
                {
                    Add(account, new Phase(since, entry.At, account.ThreadId));
                }

                isOpen = false;
            }
        }

        if (isOpen)
        {
            Add(account, new Phase(since, long.MaxValue, account.ThreadId));
        }
    }

    /// <summary>Enters each phase that began while too many others went on.</summary>
    public void Check(Violations violations)
    {
        if (limit == 0)
        {
            return;
        }

        var ends = new PriorityQueue<Phase, long>();
        foreach (var (user, phases) in _phases)
        {
            ends.Clear();
            foreach (var phase in phases.OrderBy(phase => phase.From))
            {
                while (ends.TryPeek(out _, out var end) && end <= phase.From + ClockToleranceMs)
                {
                    ends.Dequeue();
                }

                if (ends.Count >= limit)
                {
                    violations.Add(
                        Violation.TwoActive,
                        $"audit of user {user}: thread {phase.ThreadId} was opened while thread {ends.Peek().ThreadId} was active");
                }

                ends.Enqueue(phase, phase.To);
            }
        }
    }

    private void Add(ThreadAccount account, Phase phase)
    {
        lock (_gate)
        {
            Of(account.One.UserId).Add(phase);
            Of(account.Other.UserId).Add(phase);
        }
    }

    private List<Phase> Of(string user)
    {
        if (!_phases.TryGetValue(user, out var phases))
        {
            _phases[user] = phases = [];
        }

        return phases;
    }

    private readonly record struct Phase(long From, long To, string ThreadId);
}

namespace ChatOrleans.LoadTest.Sizing;

/// <summary>
/// A gateway's gate: so many places, and a queue bounded by length and age. A place that is held for too long is given
/// on, as in the product.
/// </summary>
internal sealed class SimulatedGate(EventClock clock, int places, int queueLimit, double maxWait)
{
    private const double LongestHold = 0.25;

    private readonly Queue<(double Since, Action<Action> Enter, Action Refuse)> _waiting = new();
    private int _free = places;

    /// <summary>Comes for a place; who enters is handed the way to leave, which may be gone twice.</summary>
    public void Come(Action<Action> enter, Action refuse)
    {
        if (_free > 0)
        {
            _free--;
            Enter(enter);
        }
        else if (_waiting.Count >= queueLimit)
        {
            refuse();
        }
        else
        {
            _waiting.Enqueue((clock.Now, enter, refuse));
        }
    }

    private void Enter(Action<Action> enter)
    {
        var left = false;
        void Leave()
        {
            if (!left)
            {
                left = true;
                Next();
            }
        }

        clock.After(LongestHold, Leave);
        enter(Leave);
    }

    // Who has waited for too long has been told so by now.
    private void Next()
    {
        while (_waiting.TryDequeue(out var next))
        {
            if (clock.Now - next.Since <= maxWait)
            {
                Enter(next.Enter);
                return;
            }

            next.Refuse();
        }

        _free++;
    }
}

namespace ChatOrleans.LoadTest.Sizing;

/// <summary>A simulation's time: what is due happens in order, what is due together in the order in which it was set.</summary>
internal sealed class EventClock
{
    private readonly PriorityQueue<Action, (double At, long Number)> _events = new();
    private long _number;

    /// <summary>Seconds since the beginning.</summary>
    public double Now { get; private set; }

    /// <summary>Sets something to happen after so many seconds.</summary>
    public void After(double seconds, Action happens) => _events.Enqueue(happens, (Now + seconds, _number++));

    /// <summary>Lets everything happen that is due until a moment, or everything there is.</summary>
    public void Run(double until = double.PositiveInfinity)
    {
        while (_events.TryPeek(out _, out var due) && due.At <= until)
        {
            var happens = _events.Dequeue();
            Now = due.At;
            happens();
        }
    }
}

namespace ChatOrleans.Canary.Measuring;

/// <summary>The last minutes' deliveries. Safe for concurrent use.</summary>
internal sealed class Deliveries(TimeProvider time)
{
    private const int Kept = 20_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, double Seconds)> _last = new();
    private long _heardAt = time.GetTimestamp();

    /// <summary>How long nothing has arrived.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    public void Add(TimeSpan duration)
    {
        Interlocked.Exchange(ref _heardAt, time.GetTimestamp());
        lock (_gate)
        {
            _last.Enqueue((time.GetTimestamp(), duration.TotalSeconds));
            Forget();
        }
    }

    /// <summary>The 99th percentile in seconds, exact; 0 when nothing arrived.</summary>
    public double P99()
    {
        lock (_gate)
        {
            Forget();
            if (_last.Count == 0)
            {
                return 0;
            }

            var sorted = _last.Select(delivery => delivery.Seconds).Order().ToArray();
            return sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1];
        }
    }

    private void Forget()
    {
        while (_last.TryPeek(out var oldest) && (_last.Count > Kept || time.GetElapsedTime(oldest.At) > Window))
        {
            _last.Dequeue();
        }
    }
}

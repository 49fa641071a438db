using ChatOrleans.Gateway.Metrics;

namespace ChatOrleans.Gateway.Calls;

/// <summary>Attempts at one thing: each has its time, and all of them and the pauses between them have theirs.</summary>
internal sealed class AttemptSeries
{
    /// <summary>An attempt that may take no longer than this is not worth making.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly GatewayMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Patience _patience;
    private readonly long _start;
    private TimeSpan _pause = FirstPause;

    public AttemptSeries(GatewayMetrics metrics, TimeProvider time, Patience patience)
    {
        _metrics = metrics;
        _time = time;
        _patience = patience;
        _start = time.GetTimestamp();
    }

    private TimeSpan Left => _patience.InAll - _time.GetElapsedTime(_start);

    /// <summary>Until when an attempt that begins now is waited for.</summary>
    public DateTimeOffset AttemptEnds => _time.GetUtcNow() + AttemptTime();

    /// <summary>Waits for one attempt, as long as it may take.</summary>
    public Task WaitAsync(Task call) => call.WaitAsync(AttemptTime(), _time);

    /// <inheritdoc cref="WaitAsync(Task)"/>
    public Task<T> WaitAsync<T>(Task<T> call, CancellationToken cancellationToken = default) =>
        call.WaitAsync(AttemptTime(), _time, cancellationToken);

    /// <summary>Waits before the next attempt; false, at once, when there is no time for another one.</summary>
    public async Task<bool> TryPauseAsync(CancellationToken cancellationToken = default)
    {
        // Not all for the same time, so that those who met the same outage don't come again together.
        var pause = _pause * (0.5 + Random.Shared.NextDouble());
        if (Left < pause + Shortest)
        {
            _metrics.GaveUp();
            return false;
        }

        _metrics.Retried();
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        await Task.Delay(pause, _time, cancellationToken);
        return true;
    }

    private TimeSpan AttemptTime()
    {
        var left = Left;
        return left >= _patience.Each ? _patience.Each : left > Shortest ? left : Shortest;
    }
}

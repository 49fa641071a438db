using ChatOrleans.Gateway.Metrics;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// The pushes that wait for one connection's socket. Putting one in never waits; they are written on the thread pool, one
/// after another, and nothing is parked while there are none. When a slow client lets the queue fill up, what waits is
/// thrown away for one <c>ResyncRequired</c>.
/// </summary>
internal sealed class PushQueue : IThreadPoolWorkItem
{
    private const int KeptCapacity = 16;

    private readonly Lock _gate = new();
    private readonly IPushTarget _target;
    private readonly int _limit;
    private readonly GatewayMetrics _metrics;
    private Queue<SerializedHubMessage>? _waiting;
    private bool _writing;

    public PushQueue(IPushTarget target, int limit, GatewayMetrics metrics)
    {
        _target = target;
        _limit = limit;
        _metrics = metrics;
    }

    /// <summary>Whether everything put in has been written.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_writing;
            }
        }
    }

    /// <summary>Puts a push in.</summary>
    /// <returns>False when the queue was full and everything gave way to a <c>ResyncRequired</c>.</returns>
    public bool Enqueue(SerializedHubMessage message)
    {
        var fits = true;
        lock (_gate)
        {
            var waiting = _waiting ??= new Queue<SerializedHubMessage>();
            if (waiting.Count >= _limit)
            {
                fits = false;
                waiting.Clear();
                _metrics.Overflowed();
                message = PushMessages.ResyncAll;
            }

            waiting.Enqueue(message);
            if (_writing)
            {
                return fits;
            }

            _writing = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return fits;
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAllAsync();

    private async Task WriteAllAsync()
    {
        while (TryDequeue(out var message))
        {
            try
            {
                await _target.WriteAsync(message);
            }
            catch (Exception)
            {
                // SignalR has closed a connection that can't be written to; what waits for it goes nowhere.
            }
        }
    }

    private bool TryDequeue(out SerializedHubMessage message)
    {
        lock (_gate)
        {
            if (_waiting!.TryDequeue(out message!))
            {
                return true;
            }

            if (_waiting.Capacity > KeptCapacity)
            {
                _waiting = null;
            }

            _writing = false;
            return false;
        }
    }
}

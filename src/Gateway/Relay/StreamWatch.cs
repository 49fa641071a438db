using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Gateway.Relay;

/// <summary>Finds out by the queue's numbers and by silence that batches of the gateway's stream were lost.</summary>
internal sealed class StreamWatch
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private Guid _life;
    private long _number;
    private long _heardAt;

    public StreamWatch(TimeProvider time)
    {
        _time = time;
        _heardAt = time.GetTimestamp();
    }

    /// <summary>How long nothing was heard.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    /// <summary>A batch came.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="lost">Whether others before it were lost.</param>
    /// <returns>False for a batch that came before.</returns>
    public bool Accept(GatewayBatch batch, out bool lost)
    {
        Interlocked.Exchange(ref _heardAt, _time.GetTimestamp());
        lock (_gate)
        {
            lost = false;
            if (batch.QueueLife != _life)
            {
                // The first life is not a loss as long as it is heard from its start.
                lost = _life != Guid.Empty || batch.Number != 1;
                _life = batch.QueueLife;
                _number = batch.Number;
                return true;
            }

            if (batch.Number <= _number)
            {
                return false;
            }

            lost = batch.Number != _number + 1;
            _number = batch.Number;
            return true;
        }
    }
}

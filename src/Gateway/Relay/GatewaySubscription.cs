using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Streams;

namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// One subscription to this gateway's stream. All deliveries to a gateway run one after another, so the callback only
/// puts into queues.
/// </summary>
internal sealed class GatewaySubscription : IAsyncObserver<GatewayBatch>
{
    private readonly GatewayStream _stream;
    private volatile bool _wasHeard;

    public GatewaySubscription(GatewayStream stream) => _stream = stream;

    /// <summary>Whether a batch came.</summary>
    public bool WasHeard
    {
        get => _wasHeard;
        set => _wasHeard = value;
    }

    public Task OnNextAsync(GatewayBatch item, StreamSequenceToken? token = null)
    {
        _stream.OnBatch(this, item);
        return Task.CompletedTask;
    }

    /// <summary>What was lost is found by the numbers and by silence.</summary>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task OnCompletedAsync() => Task.CompletedTask;
}

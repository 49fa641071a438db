using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Tracing;
using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Streams;

namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// This gateway's one subscription. It renews the stream's lease, and when the stream falls silent it subscribes again
/// and, once the stream is heard, lets every client catch up.
/// </summary>
internal sealed partial class GatewayStream : BackgroundService, IRelayHealth
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SubscribeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>While the stream stays silent the clients catch up this often all the same.</summary>
    private static readonly TimeSpan DeafResync = TimeSpan.FromSeconds(15);

    private readonly IClusterClient _cluster;
    private readonly GatewayIdentity _gateway;
    private readonly ConnectionIndex _connections;
    private readonly PushDispatcher _dispatcher;
    private readonly LeaseRenewal _renewal;
    private readonly GatewayMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<GatewayStream> _logger;
    private readonly StreamWatch _watch;
    private volatile GatewaySubscription? _current;
    private StreamSubscriptionHandle<GatewayBatch>? _handle;
    private long _renewedAt;

    public GatewayStream(
        IClusterClient cluster,
        GatewayIdentity gateway,
        ConnectionIndex connections,
        PushDispatcher dispatcher,
        LeaseRenewal renewal,
        GatewayMetrics metrics,
        TimeProvider time,
        ILogger<GatewayStream> logger)
    {
        _cluster = cluster;
        _gateway = gateway;
        _connections = connections;
        _dispatcher = dispatcher;
        _renewal = renewal;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _watch = new StreamWatch(time);
    }

    /// <inheritdoc/>
    public bool IsHeard => _current is { WasHeard: true } && _watch.Silence <= DeliveryTimes.Silence;

    /// <inheritdoc/>
    public TimeSpan Silence => _watch.Silence;

    /// <summary>A batch of a subscription; those of an older one are ignored.</summary>
    public void OnBatch(GatewaySubscription subscription, GatewayBatch batch)
    {
        if (subscription != _current || !_watch.Accept(batch, out var lost))
        {
            return;
        }

        var round = new PushRound();
        try
        {
            foreach (var item in batch.Items)
            {
                _dispatcher.Dispatch(item, round);
            }
        }
        finally
        {
            round.End();
        }

        _metrics.Handed(batch);
        GatewayTrace.Handed(batch, _time);
        var begins = !subscription.WasHeard;
        subscription.WasHeard = true;
        if (begins || lost)
        {
            LogResync(begins, lost);
            _metrics.Resynced();
            _connections.PushToAll(PushMessages.ResyncAll);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Lease().ReleaseAsync(_gateway.Id).WaitAsync(CallTimeout, _time, cancellationToken);
            await UnsubscribeAllAsync(except: null).WaitAsync(CallTimeout, _time, cancellationToken);
        }
        catch (Exception fault)
        {
            // The lease ends by itself, and the subscription when its first delivery fails.
            LogNotReleased(fault.GetType().Name, fault.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(DeliveryTimes.StreamRenewal, _time);
        var (subscribedAt, resyncedAt) = (_time.GetTimestamp(), _time.GetTimestamp());
        do
        {
            var silence = _watch.Silence;
            if (silence > DeafResync && _time.GetElapsedTime(resyncedAt) > DeafResync)
            {
                LogDeaf(silence);
                resyncedAt = _time.GetTimestamp();
                _connections.PushToAll(PushMessages.ResyncAll);
            }

            if (_handle is not null)
            {
                // First, and whatever becomes of the subscription: who does not renew is taken for dead.
                await TryAsync(RenewAsync(stoppingToken), stoppingToken);
            }

            if (_handle is null ||
                (silence > DeliveryTimes.Silence && _time.GetElapsedTime(subscribedAt) > DeliveryTimes.Silence))
            {
                var isFirst = _handle is null;
                if (await TryAsync(SubscribeAsync(silence).WaitAsync(SubscribeTimeout, _time, stoppingToken), stoppingToken))
                {
                    subscribedAt = _time.GetTimestamp();
                    await TryAsync(isFirst ? RenewAsync(stoppingToken) : Task.CompletedTask, stoppingToken);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryAsync(Task step, CancellationToken stoppingToken)
    {
        try
        {
            await step;
            return true;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(fault.GetType().Name, fault.Message);
            return false;
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        await Lease().RenewAsync(_gateway.Id).WaitAsync(CallTimeout, _time, cancellationToken);
        if (_renewedAt != 0 && _time.GetElapsedTime(_renewedAt) > DeliveryTimes.StreamLease - DeliveryTimes.StreamRenewal)
        {
            // This process stood still, or was cut off: the silos may have taken its users offline.
            LogLeaseLapsed(_time.GetElapsedTime(_renewedAt));
            _renewal.RenewAllSoon();
        }

        _renewedAt = _time.GetTimestamp();
    }

    private async Task SubscribeAsync(TimeSpan silence)
    {
        LogSubscribing(_gateway.Id, silence);

        // Current before it is made: its first batch may come sooner than the answer.
        var next = new GatewaySubscription(this);
        _current = next;
        var handle = await Stream().SubscribeAsync(next);
        _handle = handle;
        _ = UnsubscribeAllAsync(handle);
    }

    /// <summary>Ends older subscriptions, those whose making was given up included.</summary>
    private async Task UnsubscribeAllAsync(StreamSubscriptionHandle<GatewayBatch>? except)
    {
        try
        {
            foreach (var handle in await Stream().GetAllSubscriptionHandles())
            {
                if (handle.HandleId != except?.HandleId)
                {
                    await handle.UnsubscribeAsync();
                }
            }
        }
        catch (Exception fault)
        {
            LogNotReleased(fault.GetType().Name, fault.Message);
        }
    }

    private IAsyncStream<GatewayBatch> Stream() =>
        _cluster.GetStreamProvider(DeliveryNames.Provider)
            .GetStream<GatewayBatch>(StreamId.Create(DeliveryNames.Namespace, _gateway.Id));

    private IGatewayLeaseGrain Lease() =>
        _cluster.GetGrain<IGatewayLeaseGrain>(DeliveryQueues.KeyOf(_gateway.Id));
}

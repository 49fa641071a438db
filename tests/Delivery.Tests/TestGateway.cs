using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace ChatOrleans.Delivery.Tests;

/// <summary>A gateway's end of its stream, which can be made to stop taking batches. It subscribes again after silence.</summary>
public sealed class TestGateway : IAsyncBatchObserver<GatewayBatch>, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<GatewayBatch> _batches = Channel.CreateUnbounded<GatewayBatch>();
    private readonly CancellationTokenSource _stop = new();
    private readonly IGatewayLeaseGrain _lease;
    private readonly IAsyncStream<GatewayBatch> _stream;
    private volatile TaskCompletionSource? _paused;
    private StreamSubscriptionHandle<GatewayBatch>? _subscription;
    private Task _renewing = Task.CompletedTask;

    private TestGateway(IServiceProvider services, Guid id)
    {
        Id = id;
        _lease = services.GetRequiredService<IGrainFactory>().GetGrain<IGatewayLeaseGrain>(DeliveryQueues.KeyOf(id));
        _stream = services.GetRequiredKeyedService<IStreamProvider>(DeliveryNames.Provider)
            .GetStream<GatewayBatch>(StreamId.Create(DeliveryNames.Namespace, id));
    }

    public Guid Id { get; }

    /// <summary>What <see cref="NextAsync"/> answered last.</summary>
    public GatewayBatch? LastRead { get; private set; }

    public static async Task<TestGateway> StartAsync(IServiceProvider services, Guid id)
    {
        var gateway = new TestGateway(services, id);
        gateway._subscription = await gateway._stream.SubscribeAsync(gateway);
        gateway._renewing = gateway.RenewAsync();
        _ = await gateway.NextAsync();
        return gateway;
    }

    /// <summary>The next batch, heartbeats included.</summary>
    public async Task<GatewayBatch> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
            silence.CancelAfter(DeliveryTimes.Silence);
            try
            {
                return LastRead = await _batches.Reader.ReadAsync(silence.Token);
            }
            catch (OperationCanceledException) when (!patience.IsCancellationRequested)
            {
                await _subscription!.UnsubscribeAsync();
                _subscription = await _stream.SubscribeAsync(this);
            }
        }
    }

    /// <summary>The next pushes, whatever batches they come in.</summary>
    public async Task<List<GatewayItem>> NextItemsAsync(int count)
    {
        var items = new List<GatewayItem>(count);
        while (items.Count < count)
        {
            items.AddRange((await NextAsync()).Items);
        }

        return items;
    }

    /// <summary>From now on a batch is not taken until <see cref="Resume"/>, as by a gateway that hangs.</summary>
    public void Pause() => _paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        var paused = _paused;
        _paused = null;
        paused?.SetResult();
    }

    public async Task OnNextAsync(IList<SequentialItem<GatewayBatch>> items)
    {
        foreach (var item in items)
        {
            if (_paused is { } paused)
            {
                await paused.Task;
            }

            await _batches.Writer.WriteAsync(item.Item);
        }
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <summary>Renews no longer, as a gateway that is gone.</summary>
    public async Task StopRenewingAsync()
    {
        await _stop.CancelAsync();
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        Resume();
        await StopRenewingAsync();
        await _lease.ReleaseAsync(Id);
        await _subscription!.UnsubscribeAsync();
        _stop.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(DeliveryTimes.StreamRenewal);
        do
        {
            // A renewal that fails is made up for by the next; there are ten to a lease.
            await ((Task)_lease.RenewAsync(Id))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        while (await timer.WaitForNextTickAsync(_stop.Token));
    }
}

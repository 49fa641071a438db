using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace ChatOrleans.Delivery.Tests;

/// <summary>A gateway's end of its stream, which can be made to stop taking batches.</summary>
public sealed class TestGateway : IAsyncBatchObserver<GatewayBatch>, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<GatewayBatch> _batches = Channel.CreateUnbounded<GatewayBatch>();
    private readonly CancellationTokenSource _stop = new();
    private readonly IGatewayLeaseGrain _lease;
    private volatile TaskCompletionSource? _paused;
    private StreamSubscriptionHandle<GatewayBatch>? _subscription;
    private Task _renewing = Task.CompletedTask;

    private TestGateway(IServiceProvider services, Guid id)
    {
        Id = id;
        _lease = services.GetRequiredService<IGrainFactory>().GetGrain<IGatewayLeaseGrain>(DeliveryQueues.KeyOf(id));
    }

    public Guid Id { get; }

    public static async Task<TestGateway> StartAsync(IServiceProvider services, Guid id)
    {
        var gateway = new TestGateway(services, id);
        var stream = services.GetRequiredKeyedService<IStreamProvider>(DeliveryNames.Provider)
            .GetStream<GatewayBatch>(StreamId.Create(DeliveryNames.Namespace, id));
        gateway._subscription = await stream.SubscribeAsync(gateway);
        gateway._renewing = gateway.RenewAsync();
        _ = await gateway.NextAsync();
        return gateway;
    }

    /// <summary>The next batch, heartbeats included.</summary>
    public async Task<GatewayBatch> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _batches.Reader.ReadAsync(patience.Token);
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
            _ = await _lease.RenewAsync(Id);
        }
        while (await timer.WaitForNextTickAsync(_stop.Token));
    }
}

using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Xunit;

namespace ChatOrleans.Delivery.Tests;

/// <summary>Two silos that carry pushes; each can host gateways and has an outbox.</summary>
public sealed class DeliveryCluster : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public DeliveryCluster()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorage("PubSubStore").AddChatDelivery());
        _cluster = builder.Build();
    }

    public IServiceProvider ServicesOf(int silo) => _cluster.Silos[silo].ServiceProvider;

    internal IGatewayOutbox OutboxOf(int silo) => ServicesOf(silo).GetRequiredService<IGatewayOutbox>();

    /// <summary>A gateway in a silo's process: subscribed, leased and past its first heartbeat.</summary>
    public Task<TestGateway> StartGatewayAsync(int silo, Guid? gatewayId = null) =>
        TestGateway.StartAsync(ServicesOf(silo), gatewayId ?? Guid.NewGuid());

    /// <summary>Two gateways whose streams share a queue.</summary>
    public static (Guid First, Guid Second) IdsOfOneQueue()
    {
        var first = Guid.NewGuid();
        var second = Guid.NewGuid();
        while (DeliveryQueues.KeyOf(second) != DeliveryQueues.KeyOf(first))
        {
            second = Guid.NewGuid();
        }

        return (first, second);
    }

    /// <summary>Ends the life of a gateway's queue, as the loss of its silo does.</summary>
    public Task EndQueueAsync(Guid gatewayId) =>
        _cluster.DeactivateAsync(_cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>()
            .GetGrain<IGatewayLeaseGrain>(DeliveryQueues.KeyOf(gatewayId)).GetGrainId());

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}

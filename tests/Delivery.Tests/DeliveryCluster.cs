using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;
using Orleans.Serialization;
using Orleans.Storage;
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
        var states = new LastingStorage.States();
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                "PubSubStore", (services, _) => new LastingStorage(states, services.GetRequiredService<DeepCopier>()));
            silo.AddChatDelivery();
        });
        _cluster = builder.Build();
    }

    public IServiceProvider ServicesOf(int silo) => _cluster.Silos[silo].ServiceProvider;

    internal IGatewayOutbox OutboxOf(int silo) => ServicesOf(silo).GetRequiredService<IGatewayOutbox>();

    /// <summary>A gateway in a silo's process: subscribed, leased and past its first heartbeat.</summary>
    public Task<TestGateway> StartGatewayAsync(int silo, Guid? gatewayId = null) =>
        TestGateway.StartAsync(ServicesOf(silo), gatewayId ?? Guid.NewGuid());

    /// <summary>A gateway whose stream is carried by the queue.</summary>
    public static Guid IdOfQueue(long key)
    {
        var gatewayId = Guid.NewGuid();
        while (DeliveryQueues.KeyOf(gatewayId) != key)
        {
            gatewayId = Guid.NewGuid();
        }

        return gatewayId;
    }

    /// <summary>Ends the life of a gateway's queue, as the loss of its silo does.</summary>
    public Task EndQueueAsync(Guid gatewayId) => _cluster.DeactivateAsync(QueueOf(gatewayId));

    /// <summary>Where a gateway's queue lives; null while it is on its way.</summary>
    public SiloAddress? SiloOfQueue(Guid gatewayId) =>
        _cluster.TryGetGrainContext(QueueOf(gatewayId), out var context) ? context.Address.SiloAddress : null;

    /// <summary>Moves a gateway's queue to the silo that it is not on.</summary>
    public async Task MoveQueueAsync(Guid gatewayId)
    {
        var here = SiloOfQueue(gatewayId);
        var there = _cluster.Silos.Select(silo => silo.SiloAddress).First(silo => !silo.Equals(here));
        RequestContext.Set(IPlacementDirector.PlacementHintKey, there);
        await ServicesOf(0).GetRequiredService<IGrainFactory>()
            .GetGrain<IGrainManagementExtension>(QueueOf(gatewayId)).MigrateOnIdle();
        RequestContext.Clear();
    }

    public Task KillSiloAsync(int silo) => _cluster.KillSiloAsync(_cluster.Silos[silo]);

    public Task InitializeAsync() => _cluster.DeployAsync();

    private GrainId QueueOf(Guid gatewayId) => ServicesOf(0).GetRequiredService<IGrainFactory>()
        .GetGrain<IGatewayLeaseGrain>(DeliveryQueues.KeyOf(gatewayId)).GetGrainId();

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}

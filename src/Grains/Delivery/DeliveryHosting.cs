using ChatOrleans.Grains.Abstractions.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Providers;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>Sets up the way from the threads to the gateways.</summary>
public static class DeliveryHosting
{
    // A gateway that takes longer for one delivery is as good as gone; the numbers tell it when it is back.
    private static readonly TimeSpan MaxDeliveryTime = TimeSpan.FromSeconds(5);

    // A read that ends with nothing waits for the next tick.
    private static readonly TimeSpan ReadPeriod = TimeSpan.FromMilliseconds(5);

    // Living streams carry a heartbeat each second; the reader forgets the others.
    private static readonly TimeSpan StreamInactivity = TimeSpan.FromMinutes(1);

    // Batches that gathered while a gateway was busy go to it in one call: at most 4,000 pushes, 64 MB with the longest
    // texts, where Orleans takes 100 MB a message.
    private const int BatchesPerDelivery = 8;

    /// <summary>
    /// Adds the stream provider <see cref="DeliveryNames.Provider"/> and the outbox. The silo owes it a grain storage
    /// named <c>PubSubStore</c>. Takes its options from <see cref="DeliveryOptions.Section"/>.
    /// </summary>
    public static ISiloBuilder AddChatDelivery(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.AddOptions<DeliveryOptions>()
            .Bind(silo.Configuration.GetSection(DeliveryOptions.Section))
            .ValidateOnStart();
        silo.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>());
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<IGatewayOutbox, GatewayOutbox>();
        return silo.AddPersistentStreams(DeliveryNames.Provider, DeliveryAdapterFactory.Create, streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly);
            streams.ConfigureBackoffProvider(IQueueReaderBackoffProvider (_, _) => new DeliveryBackoff());
            streams.ConfigureBackoffProvider(IMessageDeliveryBackoffProvider (_, _) => new DeliveryBackoff());
            streams.ConfigurePullingAgent(agent => agent.Configure(options =>
            {
                options.GetQueueMsgsTimerPeriod = ReadPeriod;
                options.MaxEventDeliveryTime = MaxDeliveryTime;
                options.StreamInactivityPeriod = StreamInactivity;
                options.BatchContainerBatchSize = BatchesPerDelivery;
            }));
        });
    }
}

using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Streams;

namespace ChatOrleans.Gateway.Relay;

/// <summary>The delivery stream for a gateway in a process of its own.</summary>
public static class DeliveryClient
{
    /// <summary>
    /// Lets an Orleans client subscribe to the gateways' streams. In a silo's process the silo's own provider takes this
    /// part, and this is not called.
    /// </summary>
    public static IClientBuilder AddChatDeliveryClient(this IClientBuilder client) =>
        client.AddPersistentStreams(
            DeliveryNames.Provider,
            static (_, name) => new ReadingAdapterFactory(name),
            static stream => stream.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly));
}

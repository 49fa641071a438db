using System.Buffers.Binary;

namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>Which queue carries a gateway's stream. Every process of a cluster has to agree on it.</summary>
public static class DeliveryQueues
{
    /// <summary>
    /// The queues of a cluster. Each is one grain and one reader, so this bounds how many silos share the work; an idle
    /// queue costs two calls a second.
    /// </summary>
    public const int Count = 16;

    /// <summary>The key of the gateway's queue, 0 to <see cref="Count"/> - 1, for <see cref="IGatewayLeaseGrain"/>.</summary>
    public static long KeyOf(Guid gatewayId)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = gatewayId.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) % Count;
    }
}

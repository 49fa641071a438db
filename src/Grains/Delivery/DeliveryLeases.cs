using System.Collections.Immutable;

namespace ChatOrleans.Grains.Delivery;

/// <summary>What a queue knows of the gateways' leases.</summary>
[GenerateSerializer, Immutable, Alias("chat.DeliveryLeases")]
internal sealed record DeliveryLeases
{
    /// <summary>The gateways with a lease.</summary>
    [Id(0)] public required ImmutableArray<Guid> Held { get; init; }

    /// <summary>Gateways that have had one here and let it lapse, or gave it back, a short while ago.</summary>
    [Id(1)] public required ImmutableArray<Guid> Ended { get; init; }

    /// <summary>For how long the queue has listened: what renewed before is not known here.</summary>
    [Id(2)] public required TimeSpan Listened { get; init; }

    /// <summary>
    /// Whether a gateway has no lease any more. Of one that the queue never knew this takes another's word that it had
    /// one, and a queue that has listened for as long as a lease lasts.
    /// </summary>
    public bool IsGone(Guid gatewayId, bool wasHeld, TimeSpan lease) =>
        Ended.Contains(gatewayId) || (wasHeld && Listened >= lease && !Held.Contains(gatewayId));
}

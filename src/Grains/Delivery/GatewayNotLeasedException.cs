namespace ChatOrleans.Grains.Delivery;

/// <summary>A push for a gateway that has no lease on its stream: it is gone, or its queue has just been lost.</summary>
internal sealed class GatewayNotLeasedException(Guid gatewayId)
    : Exception($"Gateway {gatewayId:N} holds no lease on its stream.");

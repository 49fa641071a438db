namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>The names of the stream that carries pushes to a gateway: one stream a gateway process.</summary>
public static class DeliveryNames
{
    /// <summary>The stream provider's name.</summary>
    public const string Provider = "delivery";

    /// <summary>The namespace of the gateways' streams; the key is the gateway process's id.</summary>
    public const string Namespace = "gateway";
}

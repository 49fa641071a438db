namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>The times that gateways and silos have to agree on.</summary>
public static class DeliveryTimes
{
    /// <summary>How long a gateway's hold on a user lasts without renewal.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How often a gateway renews: two renewals may be lost before a lease ends.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <summary>How often a queue sends a heartbeat to its gateways.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    /// <summary>A gateway that hears nothing for this long subscribes again and resynchronizes its clients.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>How long a queue keeps a gateway's stream going without renewal.</summary>
    public static readonly TimeSpan StreamLease = TimeSpan.FromSeconds(10);

    /// <summary>How often a gateway renews its stream: soon after a queue was lost its new life knows the gateway again.</summary>
    public static readonly TimeSpan StreamRenewal = TimeSpan.FromSeconds(1);
}

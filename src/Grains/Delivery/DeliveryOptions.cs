namespace ChatOrleans.Grains.Delivery;

/// <summary>The bounds of the way from the threads to the gateways. Nothing waits for a gateway: what exceeds a bound is dropped.</summary>
public sealed class DeliveryOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat:Delivery";

    /// <summary>Pushes that wait in a silo for one gateway.</summary>
    public int OutboxCapacity { get; set; } = 10_000;

    /// <summary>Pushes that wait in a queue for one gateway.</summary>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>Pushes that wait at a queue's reader for one gateway.</summary>
    public int ReaderCapacity { get; set; } = 10_000;

    /// <summary>Pushes in one batch. With texts of 16 KiB each a batch of 500 is 8 MB, well below Orleans' 100 MB a message.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>How long after its last event a thread's head is told again.</summary>
    public TimeSpan HeadDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Threads per gateway whose head is still to be told again.</summary>
    public int HeadCapacity { get; set; } = 50_000;
}

namespace ChatOrleans.Gateway.Hubs.Answers;

/// <summary>The value of <c>MarkDelivered</c>.</summary>
internal sealed record DeliveredAnswer
{
    /// <summary>The stored watermark.</summary>
    public required long DeliveredSeq { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>The caller's delivered watermark.</summary>
internal sealed record DeliveredAnswer
{
    /// <summary>What is stored.</summary>
    public required long DeliveredSeq { get; init; }
}

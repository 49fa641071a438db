namespace ChatOrleans.Client.Contract;

/// <summary>The caller's read watermark.</summary>
internal sealed record ReadAnswer
{
    /// <summary>What is stored.</summary>
    public required long ReadSeq { get; init; }

    /// <summary>The peer's messages above it that are not deleted.</summary>
    public required long Unread { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>Raises a watermark.</summary>
internal sealed record MarkRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Up to where.</summary>
    public required long Seq { get; init; }
}

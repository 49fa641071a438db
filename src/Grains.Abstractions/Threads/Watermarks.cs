namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A member's stored watermarks. They never go back and never pass the log's end.</summary>
[GenerateSerializer, Immutable, Alias("chat.Watermarks")]
public sealed record Watermarks
{
    /// <summary>All up to this seq has reached a device.</summary>
    [Id(0)] public required long DeliveredSeq { get; init; }

    /// <summary>All up to this seq has been read.</summary>
    [Id(1)] public required long ReadSeq { get; init; }

    /// <summary>The peer's messages above <see cref="ReadSeq"/>; not counted (0) where delivery alone was told, and was known.</summary>
    [Id(2)] public required long Unread { get; init; }
}

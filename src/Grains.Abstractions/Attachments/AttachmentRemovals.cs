using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>Attachments whose bytes are to be removed.</summary>
[GenerateSerializer, Immutable, Alias("chat.AttachmentRemovals")]
public sealed record AttachmentRemovals
{
    /// <summary>The most at a time.</summary>
    public const int MaxCount = 100;

    /// <summary>Which they are. Whoever asks has them for five minutes; then others are given them.</summary>
    [Id(0)] public required ImmutableArray<StoredAttachment> Attachments { get; init; }
}

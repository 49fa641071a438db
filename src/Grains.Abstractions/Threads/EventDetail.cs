using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>What few events say; the many messages that say nothing of it have no such object, and pay for none.</summary>
[GenerateSerializer, Immutable, Alias("chat.EventDetail")]
internal sealed record EventDetail
{
    /// <summary>Nothing.</summary>
    public static readonly EventDetail None = new();

    /// <inheritdoc cref="ThreadEvent.TargetSeq"/>
    [Id(0)] public long? TargetSeq { get; init; }

    /// <inheritdoc cref="ThreadEvent.ReplyTo"/>
    [Id(1)] public long? ReplyTo { get; init; }

    /// <inheritdoc cref="ThreadEvent.Emoji"/>
    [Id(2)] public string? Emoji { get; init; }

    /// <inheritdoc cref="ThreadEvent.Added"/>
    [Id(3)] public bool? Added { get; init; }

    /// <inheritdoc cref="ThreadEvent.Attachments"/>
    [Id(4)] public ImmutableArray<MessageAttachment>? Attachments { get; init; }
}

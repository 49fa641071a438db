using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>What fits what was asked for: one, or two where both members have used the same id.</summary>
[GenerateSerializer, Immutable, Alias("chat.MessagePaths")]
public sealed record MessagePaths
{
    /// <summary>By their places in the log.</summary>
    [Id(0)] public required ImmutableArray<MessagePath> Paths { get; init; }
}

using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A page of the audit, the newest entry first.</summary>
[GenerateSerializer, Immutable, Alias("chat.AuditPage")]
public sealed record AuditPage
{
    /// <summary>The entries.</summary>
    [Id(0)] public required ImmutableArray<AuditEntry> Entries { get; init; }

    /// <summary>Where the next page begins; absent on the last one.</summary>
    [Id(1)] public string? NextCursor { get; init; }
}

using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Exports;

/// <summary>An export of what there is of one user.</summary>
[GenerateSerializer, Immutable, Alias("chat.DataExport")]
public sealed record DataExport
{
    /// <summary>The export.</summary>
    [Id(0)] public required Guid ExportId { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(1)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it was finished; absent while it is being made.</summary>
    [Id(2)] public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Until when a finished one can be read.</summary>
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The files of a finished one.</summary>
    [Id(4)] public ImmutableArray<ExportFile> Files { get; init; } = [];
}

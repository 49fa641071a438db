using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A page of reports, the newest first.</summary>
[GenerateSerializer, Immutable, Alias("chat.FiledReportPage")]
public sealed record FiledReportPage
{
    /// <summary>Reports a page when no number is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Reports a page, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>The reports.</summary>
    [Id(0)] public required ImmutableArray<FiledReport> Reports { get; init; }

    /// <summary>Where the next page begins; absent on the last one.</summary>
    [Id(1)] public string? NextCursor { get; init; }
}

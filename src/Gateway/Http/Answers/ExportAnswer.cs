using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Exports;

namespace ChatOrleans.Gateway.Http.Answers;

/// <summary>The caller's export.</summary>
internal sealed record ExportAnswer
{
    /// <summary>The export.</summary>
    public required string ExportId { get; init; }

    /// <summary><c>pending</c> while it is being made, <c>ready</c> when it can be read.</summary>
    public required string State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when it can be read.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its files.</summary>
    public ImmutableArray<ExportFileAnswer>? Files { get; init; }

    public static ExportAnswer Of(DataExport export) => new()
    {
        ExportId = export.ExportId.ToString("N"),
        State = export.FinishedAt is null ? "pending" : "ready",
        RequestedAt = export.RequestedAt,
        ExpiresAt = export.ExpiresAt,
        Files = export.FinishedAt is null ? null : [.. export.Files.Select(ExportFileAnswer.Of)],
    };
}

namespace ChatOrleans.Client.Contract;

/// <summary>The caller's export.</summary>
public sealed record ExportAnswer
{
    /// <summary>Its id.</summary>
    public required string ExportId { get; init; }

    /// <summary><c>pending</c>, then <c>ready</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when it can be read; of a ready one.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Of a ready one.</summary>
    public IReadOnlyList<ExportFileAnswer>? Files { get; init; }
}

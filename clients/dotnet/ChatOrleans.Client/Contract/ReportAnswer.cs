namespace ChatOrleans.Client.Contract;

/// <summary>A report was taken.</summary>
internal sealed record ReportAnswer
{
    /// <summary>Its id.</summary>
    public required string ReportId { get; init; }
}

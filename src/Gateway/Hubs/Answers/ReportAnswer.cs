using ChatOrleans.Grains.Abstractions.People;

namespace ChatOrleans.Gateway.Hubs.Answers;

/// <summary>The answer of a report.</summary>
internal sealed record ReportAnswer
{
    /// <summary>What the report is called.</summary>
    public required string ReportId { get; init; }

    public static ReportAnswer Of(Report report) => new() { ReportId = report.ReportId.ToString("N") };
}

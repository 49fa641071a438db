namespace ChatOrleans.Conformance.Tests;

/// <summary>
/// Every scenario of <c>clients/conformance/scenarios</c>, with each client, against a real server. A row is a scenario's
/// name and a client's: <c>talking-cut-before-call-send-message · typescript</c>.
/// </summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    public static TheoryData<Row> Rows { get; } = [.. ConformanceRun.Rows.Select(name => new Row(name))];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Nothing_is_lost_doubled_or_reordered(Row row) => run.OfAsync(row.Name);
}

namespace ChatOrleans.Conformance.Tests;

/// <summary>
/// Every scenario of <c>clients/conformance/scenarios</c>, with each client, against a real server. A row is a scenario's
/// name and a client's: <c>cut-before-call-send-message · typescript</c>.
/// </summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    public static TheoryData<string> Rows { get; } = [.. ConformanceRun.Rows];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Nothing_is_lost_doubled_or_reordered(string row) => run.OfAsync(row);
}

namespace ChatOrleans.LoadTest.Tests.Tampering;

/// <summary>Whether the harness finds what it is there to find, and nothing else.</summary>
[Collection(HarnessServerGroup.Name)]
public sealed class SelfTest(TamperedRuns runs) : IClassFixture<TamperedRuns>
{
    public static TheoryData<string> Ways { get; } = [.. TamperCase.All.Keys];

    public static TheoryData<string> Clean { get; } = [TamperedRuns.CleanRate, TamperedRuns.CleanFlood];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task Nothing_is_found_where_nobody_tampers(string name)
    {
        var run = await runs.Of(name);
        Assert.Empty(run.Done);
        Assert.Empty(run.Violations);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Each_tampering_that_breaks_a_promise_is_found(string name)
    {
        var way = TamperCase.All[name];
        var run = await runs.Of(name);
        var done = run.Done.Count(tampered => tampered.Kind == way.Kind);
        Assert.True(done > 0, "The proxy has done nothing.");

        if (way.Found.Length == 0)
        {
            Assert.Empty(run.Violations);
            Assert.Equal(0, run.ExitCode);
            return;
        }

        var found = way.Found.Sum(kind => run.Violations.GetValueOrDefault(kind));
        Assert.True(found >= done, $"Done {done} times, found {found} times: {run.Report}");
        Assert.Equal(1, run.ExitCode);
    }
}

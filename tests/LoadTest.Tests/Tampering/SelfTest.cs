namespace ChatOrleans.LoadTest.Tests.Tampering;

/// <summary>Whether the harness finds what it is there to find, and nothing else.</summary>
[Collection(HarnessServerGroup.Name)]
public sealed class SelfTest(TamperedRuns runs, HarnessServer harness) : IClassFixture<TamperedRuns>
{
    private static readonly string[] Short = ["--pairs", "2", "--ramp", "0", "--hold", "1", "--cooldown", "0"];

    public static TheoryData<string> Ways { get; } = [.. TamperCase.All.Keys];

    public static TheoryData<string> Clean { get; } = [TamperedRuns.CleanRate, TamperedRuns.CleanFlood];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task Nothing_is_found_where_nobody_tampers(string name)
    {
        var run = await runs.Of(name);
        Assert.Empty(run.Done);
        Assert.Empty(run.Violations);
        Assert.Null(run.Failure);
        Assert.True(run.Sent > 0 && run.Audited >= run.Sent, $"{run.Sent} messages were sent, {run.Audited} places audited.");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Each_tampering_that_breaks_a_promise_is_found(string name)
    {
        var way = TamperCase.All[name];
        var run = await runs.Of(name);
        var done = run.Done.Count(tampered => tampered.Kind == way.Kind);
        Assert.True(done > 0, "The proxy has done nothing.");
        Assert.Null(run.Failure);
        if (way.Found.Length == 0)
        {
            Assert.Empty(run.Violations);
            return;
        }

        var found = way.Found.Sum(run.CountOf);
        Assert.True(found >= (way.MayBeMadeGood ? (done + 1) / 2 : done), $"Done {done} times, found {found} times: {string.Join("; ", run.Violations)}");
    }

    [Fact]
    public async Task The_exit_status_tells_whether_something_was_found()
    {
        string[] data = ["--data", harness.Server.DataFolder];
        var clean = await Program.Main(["flood", "--url", harness.Server.Url.ToString(), .. Short, .. data]);
        Assert.Equal(0, clean);

        var settings = TamperCase.All["Double Push"].Settings;
        await using var proxy = await LoadTest.Tampering.TamperProxy.StartAsync(
            harness.Server.Url, "http://127.0.0.1:0", settings, new LoadTest.Tampering.TamperSchedule(settings), CancellationToken.None);
        var tampered = await Program.Main(["rate", "--rate", "400", "--url", proxy.Url.ToString(), .. Short, .. data]);
        Assert.Equal(1, tampered);
    }
}

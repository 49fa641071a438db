using ChatOrleans.Faults.Reports;
using ChatOrleans.Faults.Runs;
using ChatOrleans.Faults.Scheduling;
using ChatOrleans.LoadTest.Measuring;
using Xunit.Abstractions;

namespace ChatOrleans.Faults.Tests;

/// <summary>Real processes, really killed. What is asserted are promises, never times.</summary>
[Collection(SharedLabGroup.Name)]
public sealed class FaultRunTests(SharedLab shared, ITestOutputHelper output)
{
    private static readonly RunSettings Few = new()
    {
        Schedule = new ScheduleSettings { Seconds = 4, Kills = 0, Pauses = 0, Rolls = 0 },
        Pairs = 6,
        PatienceSeconds = 120,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nothing_is_lost_doubled_or_stuck_when_silos_and_gateways_are_killed_and_paused(int seed)
    {
        var verdict = await RunAsync(seed, Few with { Schedule = Few.Schedule with { Kills = 2, Pauses = 1 } });
        Assert.True(verdict.IsKept, Report(verdict));
        Assert.NotEmpty(verdict.Faults);
        Assert.InRange(verdict.Acknowledged, 1, long.MaxValue);
    }

    [Fact]
    public async Task Nothing_is_lost_doubled_or_stuck_when_everything_is_restarted_one_after_the_other()
    {
        var (verdict, report) = await RollRun.MakeAsync(
            shared.Lab, seed: 3, Few, TimeSpan.FromSeconds(1), CancellationToken.None);
        Assert.True(verdict.IsKept, Report(verdict));
        Assert.Equal(3, verdict.Faults["Roll silo"]);
        Assert.Equal(2, verdict.Faults["Roll gateway"]);
        Assert.InRange(report.During.Count, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("Deleted", nameof(Violation.Lost))]
    [InlineData("Changed", nameof(Violation.Altered))]
    [InlineData("TwoActive", nameof(Violation.TwoActive))]
    public async Task What_is_done_behind_the_products_back_is_found(string plant, string violation)
    {
        var verdict = await RunAsync(4, Few with
        {
            Schedule = Few.Schedule with { Seconds = 1 },
            Plant = Planting.Of(Enum.Parse<Plant>(plant)),
        });
        Assert.False(verdict.IsKept);
        Assert.Contains(violation, verdict.Outcome.Violations.Keys);
        Assert.Contains($"seed 4: VIOLATED", Report(verdict), StringComparison.Ordinal);
    }

    private async Task<RunVerdict> RunAsync(int seed, RunSettings settings)
    {
        var verdict = await FaultRun.MakeAsync(shared.Lab, seed, settings, CancellationToken.None);
        output.WriteLine(Report(verdict));
        return verdict;
    }

    private static string Report(RunVerdict verdict)
    {
        using var text = new StringWriter();
        ConsoleVerdict.Print(text, verdict, "the test");
        return text.ToString();
    }
}

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
        OnlyStored = true,
    };

    [Theory]
    [InlineData(1, 2, 1, 0)]
    [InlineData(2, 1, 0, 1)]
    public async Task Nothing_is_lost_doubled_or_stuck_when_nodes_and_the_database_are_killed_and_paused(
        int seed, int kills, int pauses, int postgres)
    {
        var verdict = await RunAsync(
            seed, Few with { Schedule = Few.Schedule with { Kills = kills, Pauses = pauses, Postgres = postgres } });
        Assert.True(verdict.IsKept, Report(verdict));
        Assert.Equal(kills + pauses + postgres, verdict.Faults.Values.Sum());
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

    [Fact]
    public async Task What_is_done_behind_the_products_back_is_found()
    {
        // A second active thread may be put right by the product before it is audited: it can't be demanded.
        var plants = new[] { Plant.Changed, Plant.Deleted }.Select(plant => Planting.Of(plant)!).ToArray();
        var verdict = await RunAsync(4, Few with
        {
            Schedule = Few.Schedule with { Seconds = 1 },
            Plant = async (lab, cancellationToken) =>
            {
                foreach (var plant in plants)
                {
                    await plant(lab, cancellationToken);
                }
            },
        });
        Assert.False(verdict.IsKept);
        Assert.Contains(nameof(Violation.Altered), verdict.Broken.Select(broken => broken.Key));
        Assert.Contains(nameof(Violation.Lost), verdict.Broken.Select(broken => broken.Key));
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

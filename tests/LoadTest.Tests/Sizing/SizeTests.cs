using ChatOrleans.LoadTest.Sizing;

namespace ChatOrleans.LoadTest.Tests.Sizing;

public sealed class SizeTests
{
    private static readonly SizeAssumptions Assumptions = new()
    {
        DailyUsers = 8_640_000,
        Sessions = 10,
        SessionMinutes = 14.4,
        Messages = 50,
        PeakFactor = 2,
        TextBytes = 100,
        RowBytes = 300,
        WalBytes = 500,
        RetentionDays = 100,
        DiskBytes = 2e12,
        Cores = 8,
        Utilization = 0.5,
        GatewayConnections = 100_000,
        GatewayMicros = 40,
        SiloMicros = 60,
        IdleMicros = 0,
        ReconnectGatewayMicros = 1_000,
        ReconnectSiloMicros = 1_000,
        ReconnectDatabaseMicros = 1_000,
        ReconnectHomeShare = 0.5,
        PresenceMicros = 30,
        DatabaseMicros = 20,
        LostShare = 0.25,
    };

    /// <summary>
    /// 8.64 million a day are 100 a second: 144 minutes a day each make 864,000 at once, times two; 50 messages and 10
    /// sessions each make 5,000/s and 1,000/s, times two.
    /// </summary>
    [Fact]
    public void The_papers_numbers_are_those_of_a_calculation_by_hand()
    {
        var plan = SizePlan.Of(Assumptions);
        Assert.Equal(1_728_000, plan.PeakConnections, 3);
        Assert.Equal(10_000, plan.PeakMessages, 6);
        Assert.Equal(2_000, plan.PeakSessions, 6);
        Assert.Equal(18, plan.Gateways);
        Assert.Equal(96_000 * 40_000.0, plan.GatewayMemoryBytes, 3);

        // 0.6 + 2 processors of 4 usable ones, one silo more, and three at least.
        Assert.Equal(3, plan.Silos);
        Assert.Equal(0.2 + 1, plan.LogCores, 6);
        Assert.Equal(1.728 + 1, plan.HomeCores, 6);
        Assert.Equal((1, 1), (plan.ShardsByLoad, plan.HomeServers));
        Assert.Equal(432e6 * 400, plan.DiskBytesADay, 3);
        Assert.Equal((9, 9), (plan.ShardsByDisk, plan.Shards));
        Assert.Equal(6e6, plan.WalBytesASecond, 3);
    }

    [Fact]
    public void Losing_gateways_sends_their_people_to_the_others()
    {
        var shape = StormShape.Of(Assumptions, SizePlan.Of(Assumptions));
        Assert.Equal((4, 14), (shape.Lost, shape.Left));
        Assert.Equal(Math.Round(1_728_000 * 4 / 18.0 / 14), shape.Clients);
    }

    [Fact]
    public void At_the_peak_machines_are_as_busy_as_the_paper_says_and_nothing_gathers()
    {
        var plan = SizePlan.Of(Assumptions);
        var peak = PeakSimulation.Run(Assumptions, plan, lostSilos: 0, seconds: 3, seed: 4);

        // Six gateways to a silo: what one silo and six gateways do beside each other.
        Assert.InRange(peak.SiloUtilization, 0.95 * 2.6 / 24, 1.05 * 2.6 / 24);
        Assert.InRange(peak.GatewayUtilization, 0.93 * 2.4 / 144, 1.07 * 2.4 / 144);
        Assert.InRange(peak.Acknowledged.P99Ms, 1, 5);
        Assert.InRange(peak.RowsACommit, 1, 3);
    }

    [Fact]
    public void A_storm_takes_no_less_than_its_work_and_admission_keeps_messages_quick_meanwhile()
    {
        var small = Assumptions with { DailyUsers = 200_000, GatewayConnections = 10_000, Cores = 1, JitterSeconds = 1, LostShare = 0.5 };
        var plan = SizePlan.Of(small);
        var with = StormSimulation.Run(small, plan, admission: true, seed: 4);
        var without = StormSimulation.Run(small, plan, admission: false, seed: 4);

        var work = with.Clients * small.ReconnectGatewayMicros / 1e6;
        Assert.InRange(with.AllBackSeconds, work, 3 * work);
        Assert.InRange(without.AllBackSeconds, work, 3 * work);
        Assert.Equal((with.Clients, without.Clients), (with.Back.Count, without.Back.Count));
        Assert.True(with.Refusals > 0);
        Assert.Equal(0, without.Refusals);

        // 96 places at half a millisecond each, at most; without them everybody's work is in the way.
        Assert.InRange(with.Acknowledged.P99Ms, 1, 150);
        Assert.InRange(without.Acknowledged.P99Ms, 1_000, 60_000);
    }

    [Fact]
    public void The_same_seed_gives_the_same_result()
    {
        var (one, other) = (SizeRun.Of(Assumptions, peakSeconds: 0.2, seed: 6), SizeRun.Of(Assumptions, peakSeconds: 0.2, seed: 6));
        Assert.Equal(one.Peak, other.Peak);
        Assert.Equal(one.Storm, other.Storm);
        Assert.NotEqual(one.Peak, SizeRun.Of(Assumptions, peakSeconds: 0.2, seed: 7).Peak);
    }
}

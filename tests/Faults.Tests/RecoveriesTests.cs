using System.Diagnostics;
using ChatOrleans.Faults.Injecting;
using ChatOrleans.Faults.Recovering;
using ChatOrleans.Faults.Scheduling;

namespace ChatOrleans.Faults.Tests;

public sealed class RecoveriesTests
{
    private static readonly InjectedFault Kill = At(10_000, FaultKind.Kill, "silo-1");
    private static readonly InjectedFault Pause = At(20_000, FaultKind.Pause, "gateway-1");

    [Fact]
    public void Who_is_answered_at_once_has_nothing_to_recover_from() =>
        Assert.Empty(Recoveries.Of([Kill], [Acked(9_999, 10_003), Acked(10_500, 10_505)]));

    [Fact]
    public void Who_waits_while_the_fault_happens_recovers_with_the_first_answer()
    {
        var recovery = Assert.Single(Recoveries.Of([Kill], [Acked(9_900, 9_910), Acked(9_990, 13_000), Acked(11_000, 13_001)]));
        Assert.Equal((FaultKind.Kill, "silo-1", "u_ada"), (recovery.Kind, recovery.Node, recovery.UserId));
        Assert.Equal(3_000, recovery.Milliseconds, 1e-6);
    }

    [Fact]
    public void Who_writes_only_later_has_been_without_service_since_the_fault()
    {
        var recovery = Assert.Single(Recoveries.Of([Kill], [Acked(9_900, 9_910), Acked(12_000, 14_000)]));
        Assert.Equal(4_000, recovery.Milliseconds, 1e-6);
    }

    [Fact]
    public void A_later_stall_of_the_same_fault_counts_from_its_own_beginning()
    {
        var recoveries = Recoveries.Of([Kill], [Acked(10_100, 11_000), Acked(12_000, 13_000)]);
        Assert.Equal([1_000.0, 1_000.0], recoveries.Select(recovery => Math.Round(recovery.Milliseconds, 6)));
    }

    [Fact]
    public void Of_two_faults_the_one_that_happened_while_the_person_waited_is_the_cause()
    {
        var recovery = Assert.Single(Recoveries.Of([Pause, Kill], [Acked(10_001, 10_010), Acked(19_990, 22_000)]));
        Assert.Equal((FaultKind.Pause, "gateway-1"), (recovery.Kind, recovery.Node));
        Assert.Equal(2_000, recovery.Milliseconds, 1e-6);
    }

    [Fact]
    public void Each_person_recovers_by_themselves()
    {
        var recoveries = Recoveries.Of([Kill], [Acked(10_010, 12_000), Acked(10_020, 15_000, "u_bob")]);
        Assert.Equal(["u_ada", "u_bob"], recoveries.Select(recovery => recovery.UserId).Order());
    }

    private static InjectedFault At(int ms, FaultKind kind, string node) => new(new Fault(ms, kind, node, 0), Stamp(ms));

    private static Ack Acked(int sentMs, int ackedMs, string userId = "u_ada") => new(userId, Stamp(sentMs), Stamp(ackedMs));

    private static long Stamp(int ms) => ms * (Stopwatch.Frequency / 1_000);
}

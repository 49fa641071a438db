using ChatOrleans.Faults.Scheduling;

namespace ChatOrleans.Faults.Tests;

public sealed class ScheduleTests
{
    private static readonly ScheduleSettings Everything = new() { Kills = 4, Pauses = 2, Rolls = 2, Cuts = 2, Postgres = 2, Seconds = 30 };

    [Fact]
    public void The_same_seed_makes_the_same_schedule()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            Assert.Equal(Schedule.Of(seed, Everything), Schedule.Of(seed, Everything));
        }
    }

    [Fact]
    public void A_schedule_is_the_same_on_every_machine()
    {
        // A seed in a report has to mean the same for whoever repeats it.
        Assert.Equal(
            [
                "  1.28 s  Pause         silo-3 for 0.54 s",
                "  3.19 s  Kill          gateway-2 for 0.17 s",
                "  3.67 s  Kill          silo-1 for 0.66 s",
                "  6.48 s  Kill          silo-2 for 0.14 s",
                "  7.41 s  Roll          gateway-2",
            ],
            Schedule.Of(7, new ScheduleSettings()).Select(fault => fault.ToString()));
    }

    [Fact]
    public void Different_seeds_make_different_schedules()
    {
        var schedules = Enumerable.Range(0, 100).Select(seed => string.Join('\n', Schedule.Of(seed, Everything)));
        Assert.Equal(100, schedules.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_schedule_has_what_was_asked_for_in_the_time_that_was_asked_for()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var schedule = Schedule.Of(seed, Everything);
            Assert.All(schedule, fault => Assert.InRange(fault.AtMs, 0, 30_000));
            Assert.Equal(schedule.OrderBy(fault => fault.AtMs), schedule);
            Assert.InRange(schedule.Count(fault => fault.Kind == FaultKind.Kill), 3, 4);
            Assert.Equal(2, schedule.Count(fault => fault.Node == Fault.Postgres));
        }
    }

    [Fact]
    public void Of_each_role_one_node_at_least_is_left_alone_at_any_moment()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var schedule = Schedule.Of(seed, Everything);
            foreach (var fault in schedule)
            {
                var hurt = schedule.Where(other => other.AtMs <= fault.AtMs && fault.AtMs <= other.AtMs + other.LastsMs)
                    .Select(other => other.Node).Distinct().ToArray();
                Assert.InRange(hurt.Count(node => node.StartsWith("silo", StringComparison.Ordinal)), 0, Everything.Silos - 1);
                Assert.InRange(hurt.Count(node => node.StartsWith("gateway", StringComparison.Ordinal)), 0, Everything.Gateways - 1);
            }
        }
    }
}

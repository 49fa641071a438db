using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Tests.Auditing;

public sealed class ActivePhasesTests
{
    private readonly Violations _violations = new();

    [Fact]
    public void Phases_one_after_another_are_allowed()
    {
        var phases = new ActivePhases(limit: 1);
        phases.Add(Thread("t1", "u_2"), [Opened(1, 1_000), Closed(2, 2_000), Opened(3, 3_000), Closed(4, 4_000)]);
        phases.Add(Thread("t2", "u_3"), [Opened(1, 2_000), Closed(2, 3_000), Opened(3, 4_000)]);
        phases.Check(_violations);
        Assert.Equal(0, _violations.Total);
    }

    [Fact]
    public void A_phase_that_begins_in_another_one_is_one_too_many()
    {
        var phases = new ActivePhases(limit: 1);
        phases.Add(Thread("t1", "u_2"), [Opened(1, 1_000), Closed(2, 3_000)]);
        phases.Add(Thread("t2", "u_3"), [Opened(1, 2_000), Closed(2, 4_000)]);
        phases.Check(_violations);
        Assert.Equal(1, _violations.ToSorted()[nameof(Violation.TwoActive)].Count);
    }

    [Fact]
    public void A_phase_that_never_ended_goes_on()
    {
        var phases = new ActivePhases(limit: 1);
        phases.Add(Thread("t1", "u_2"), [Opened(1, 1_000)]);
        phases.Add(Thread("t2", "u_3"), [Opened(1, 9_000), Closed(2, 9_500)]);
        phases.Check(_violations);
        Assert.Equal(1, _violations.Total);
    }

    [Fact]
    public void Nothing_is_known_of_a_phase_whose_beginning_was_not_read()
    {
        var phases = new ActivePhases(limit: 1);
        phases.Add(Thread("t1", "u_2"), [Closed(8, 5_000)]);
        phases.Add(Thread("t2", "u_3"), [Opened(1, 1_000), Closed(2, 2_000)]);
        phases.Check(_violations);
        Assert.Equal(0, _violations.Total);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void The_limit_is_the_servers(int limit, long found)
    {
        var phases = new ActivePhases(limit);
        phases.Add(Thread("t1", "u_2"), [Opened(1, 1_000)]);
        phases.Add(Thread("t2", "u_3"), [Opened(1, 2_000)]);
        phases.Add(Thread("t3", "u_4"), [Opened(1, 3_000)]);
        phases.Check(_violations);
        Assert.Equal(found, _violations.Total);
    }

    private static ThreadAccount Thread(string id, string with) => new()
    {
        ThreadId = id,
        One = new PersonAccount("u_1", "token"),
        Other = new PersonAccount(with, "token"),
        Messages = [],
        LastSeqSeen = 0,
    };

    private static LogEntry Opened(long seq, long at) => new(seq, EventKind.Opened, "u_1", at, null, 0, true);

    private static LogEntry Closed(long seq, long at) => new(seq, EventKind.Closed, "u_1", at, null, 0, true);
}

using ChatOrleans.Canary.Measuring;
using ChatOrleans.Canary.Pairs;

namespace ChatOrleans.Telemetry.Tests;

public sealed class PairLedgerTests
{
    private readonly List<ViolationKind> _found = [];
    private readonly PairLedger _ledger;

    public PairLedgerTests() => _ledger = new PairLedger(openedAt: 1, finding => _found.Add(finding.Kind));

    [Fact]
    public void All_in_order_is_nothing_to_report()
    {
        _ledger.Acknowledged("ada", "a", 2);
        _ledger.Pushed(1, life: 1, Message(2, "a"));
        _ledger.Acknowledged("ada", "b", 3);
        _ledger.Saw(1, Message(3, "b"));
        Assert.Equal(3, _ledger.CursorOf(1));
        Assert.Equal(1, _ledger.CursorOf(0));
        Assert.Empty(_found);
    }

    [Fact]
    public void The_same_push_over_another_connection_is_no_doubling()
    {
        _ledger.Pushed(1, life: 1, Message(2, "a"));
        _ledger.Pushed(1, life: 2, Message(2, "a"));
        Assert.Empty(_found);
    }

    [Fact]
    public void The_same_push_twice_over_one_connection_is_doubled()
    {
        _ledger.Pushed(1, life: 1, Message(2, "a"));
        _ledger.Pushed(1, life: 1, Message(2, "a"));
        Assert.Equal([ViolationKind.Doubled], _found);
    }

    [Fact]
    public void A_message_at_two_places_of_the_log_is_doubled()
    {
        _ledger.Saw(0, Message(2, "a"));
        _ledger.Saw(0, Message(3, "a"));
        Assert.Equal([ViolationKind.Doubled], _found);
    }

    [Fact]
    public void A_push_behind_a_later_one_is_reordered()
    {
        _ledger.Pushed(1, life: 1, Message(3, "b"));
        _ledger.Pushed(1, life: 1, Message(2, "a"));
        Assert.Equal([ViolationKind.Reordered], _found);
    }

    [Fact]
    public void Acknowledgements_that_go_back_are_reordered()
    {
        _ledger.Acknowledged("ada", "a", 3);
        _ledger.Acknowledged("ada", "b", 2);
        Assert.Equal([ViolationKind.Reordered], _found);
    }

    [Fact]
    public void A_log_that_says_something_else_to_the_other_member_is_changed()
    {
        _ledger.Saw(0, Message(2, "a"));
        _ledger.Saw(1, Message(2, "b"));
        Assert.Equal([ViolationKind.Changed], _found);
    }

    [Fact]
    public void An_acknowledgement_that_the_log_does_not_bear_out_is_changed()
    {
        _ledger.Saw(1, Message(2, "a"));
        _ledger.Acknowledged("ada", "a", 3);
        Assert.Equal([ViolationKind.Changed], _found);
    }

    private static ChatEvent Message(long seq, string id) => new("t", seq, "message", "ada", id);
}

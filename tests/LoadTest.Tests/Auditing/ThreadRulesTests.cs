using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Tests.Auditing;

public sealed class ThreadRulesTests
{
    private readonly MadeThread _thread = new();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Nothing_is_found_where_all_is_well(bool withMembers, bool withDatabase)
    {
        Assert.Empty(_thread.Check(withMembers, withDatabase));
    }

    [Fact]
    public void An_acknowledged_message_that_is_missing_is_lost()
    {
        _thread.Log[3] = _thread.Log[3] with { Kind = EventKind.Other, ClientMessageId = null };
        Assert.Equal(1, _thread.Check()[Violation.Lost]);
    }

    [Fact]
    public void A_log_that_ends_before_what_was_seen_has_lost_something()
    {
        _thread.Account = _thread.Account with { LastSeqSeen = 7 };
        Assert.Equal(Only(Violation.Lost), _thread.Check());
    }

    [Fact]
    public void A_message_without_an_answer_may_be_missing()
    {
        _thread.Account = _thread.Account with
        {
            Messages = [.. _thread.Account.Messages, new(0, "a-2", 0, MessageFate.Unknown)],
        };
        Assert.Empty(_thread.Check());
    }

    [Fact]
    public void A_message_without_an_answer_may_be_stored()
    {
        _thread.Know(3, message => message with { AckSeq = 0, Fate = MessageFate.Unknown });
        Assert.Empty(_thread.Check());
    }

    [Fact]
    public void An_id_stored_twice_is_doubled()
    {
        _thread.Log[3] = _thread.Log[1] with { Seq = 4, At = 1_030 };
        Assert.Equal(1, _thread.Check()[Violation.Doubled]);
    }

    [Fact]
    public void A_place_told_twice_is_doubled()
    {
        _thread.Log.Insert(5, _thread.Log[4] with { Kind = EventKind.Other, ClientMessageId = null });
        Assert.Equal(1, _thread.Check(withDatabase: false)[Violation.Doubled]);
    }

    [Fact]
    public void The_same_id_of_both_members_is_two_messages()
    {
        _thread.Log[4] = _thread.Log[4] with { ClientMessageId = "a-0" };
        _thread.Know(3, message => message with { ClientMessageId = "a-0" });
        Assert.Empty(_thread.Check());
    }

    [Fact]
    public void Messages_stored_in_another_order_than_sent_are_reordered()
    {
        (_thread.Log[1], _thread.Log[3]) = (_thread.Log[3] with { Seq = 2, At = 1_010 }, _thread.Log[1] with { Seq = 4, At = 1_030 });
        _thread.Know(0, message => message with { AckSeq = 4 });
        _thread.Know(2, message => message with { AckSeq = 2 });
        Assert.Equal(Only(Violation.Reordered), _thread.Check());
    }

    [Fact]
    public void A_message_sent_again_may_be_stored_behind_later_ones()
    {
        (_thread.Log[1], _thread.Log[3]) = (_thread.Log[3] with { Seq = 2, At = 1_010 }, _thread.Log[1] with { Seq = 4, At = 1_030 });
        _thread.Know(0, message => message with { AckSeq = 4, SentAgain = true });
        _thread.Know(2, message => message with { AckSeq = 2 });
        Assert.Empty(_thread.Check());
    }

    [Fact]
    public void Time_that_goes_back_is_reordered()
    {
        _thread.Log[3] = _thread.Log[3] with { At = 1_001 };
        Assert.Equal(Only(Violation.Reordered), _thread.Check());
    }

    [Fact]
    public void A_place_told_behind_a_later_one_is_reordered()
    {
        (_thread.Log[2], _thread.Log[3]) = (_thread.Log[3], _thread.Log[2]);
        Assert.True(_thread.Check(withDatabase: false)[Violation.Reordered] > 0);
    }

    [Fact]
    public void A_place_left_out_is_a_gap()
    {
        _thread.Log.RemoveAt(3);
        Assert.Equal(1, _thread.Check()[Violation.Gap]);
    }

    [Fact]
    public void An_acknowledgement_of_another_place_is_a_wrong_seq()
    {
        _thread.Know(0, message => message with { AckSeq = 3 });
        Assert.Equal(Only(Violation.WrongSeq), _thread.Check());
    }

    [Fact]
    public void Another_text_is_altered()
    {
        _thread.Log[2] = _thread.Log[2] with { IsItsText = false };
        Assert.Equal(Only(Violation.Altered), _thread.Check());
    }

    [Fact]
    public void A_refused_message_must_not_be_stored()
    {
        _thread.Know(2, message => message with { AckSeq = 0, Fate = MessageFate.Refused });
        Assert.Equal(Only(Violation.RefusedButStored), _thread.Check());
    }

    [Fact]
    public void A_message_that_nobody_sent_is_unexpected()
    {
        _thread.Account = _thread.Account with { Messages = [.. _thread.Account.Messages.Take(3)] };
        Assert.Equal(Only(Violation.Unexpected), _thread.Check());
    }

    [Fact]
    public void A_message_under_the_other_ones_name_is_lost_and_unexpected()
    {
        _thread.Log[1] = _thread.Log[1] with { SenderId = MadeThread.Other };
        var found = _thread.Check();
        Assert.Equal(1, found[Violation.Lost]);
        Assert.Equal(1, found[Violation.Unexpected]);
    }

    [Fact]
    public void What_lies_before_this_run_is_not_looked_at()
    {
        _thread.Account = _thread.Account with { LastSeqBefore = 3, Messages = [.. _thread.Account.Messages.Skip(2)] };
        _thread.Log.RemoveRange(0, 3);
        Assert.Empty(_thread.Check());
    }

    [Fact]
    public void What_an_earlier_run_left_unread_may_all_be_the_peers()
    {
        _thread.Account = _thread.Account with { LastSeqBefore = 3, Messages = [.. _thread.Account.Messages.Skip(2)] };
        _thread.Log.RemoveRange(0, 3);
        _thread.Account = _thread.Account with { One = _thread.Account.One with { ReadSeqAnswered = 0 } };
        _thread.OneView = _thread.OneView with { ReadSeq = 0, Unread = 4 };
        _thread.OtherView = _thread.OtherView with { PeerReadSeq = 0 };
        Assert.Empty(_thread.Check(withDatabase: false));
        _thread.OneView = _thread.OneView with { Unread = 5 };
        Assert.Equal(Only(Violation.WrongUnread), _thread.Check(withDatabase: false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Another_count_of_unread_is_wrong(long unread)
    {
        _thread.OneView = _thread.OneView with { Unread = unread };
        _thread.OneStored = _thread.OneStored with { Unread = unread };
        Assert.Equal(Only(Violation.WrongUnread), _thread.Check());
    }

    [Fact]
    public void A_read_mark_below_what_was_answered_is_wrong()
    {
        _thread.Account = _thread.Account with { One = _thread.Account.One with { ReadSeqAnswered = 4 } };
        Assert.True(_thread.Check()[Violation.WrongUnread] > 0);
    }

    [Fact]
    public void A_delivered_mark_below_what_was_answered_is_wrong()
    {
        _thread.Account = _thread.Account with { Other = _thread.Account.Other with { DeliveredSeqAnswered = 6 } };
        Assert.Equal(Only(Violation.WrongUnread), _thread.Check(withDatabase: false));
    }

    [Fact]
    public void A_mark_beyond_the_log_is_wrong()
    {
        _thread.OtherView = _thread.OtherView with { PeerDeliveredSeq = 7 };
        Assert.Equal(Only(Violation.WrongUnread), _thread.Check(withDatabase: false));
    }

    [Fact]
    public void Members_who_are_told_different_logs_disagree()
    {
        _thread.OtherLog = [.. _thread.Log];
        _thread.OtherLog[2] = _thread.OtherLog[2] with { Fingerprint = 31 };
        Assert.Equal(Only(Violation.Disagreement), _thread.Check());
    }

    [Fact]
    public void A_message_that_only_one_member_gets_is_lost_to_the_other_one()
    {
        _thread.OtherLog = [.. _thread.Log];
        _thread.OtherLog[2] = _thread.OtherLog[2] with { Kind = EventKind.Other, ClientMessageId = null };
        var found = _thread.Check();
        Assert.Equal(1, found[Violation.Lost]);
        Assert.Equal(1, found[Violation.Disagreement]);
    }

    [Fact]
    public void A_history_without_a_message_disagrees()
    {
        _thread.History = [.. _thread.Log.Where(entry => entry.Kind == EventKind.Message).Skip(1)];
        Assert.Equal(Only(Violation.Disagreement), _thread.Check());
    }

    [Fact]
    public void A_database_with_another_log_disagrees()
    {
        _thread.StoredLog = [.. _thread.Log];
        _thread.StoredLog[5] = _thread.StoredLog[5] with { At = 2_000 };
        Assert.Equal(Only(Violation.Disagreement), _thread.Check());
    }

    [Fact]
    public void Times_cut_to_milliseconds_agree()
    {
        _thread.StoredLog = [.. _thread.Log.Select(entry => entry with { At = entry.At + 1 })];
        Assert.Empty(_thread.Check());
    }

    [Fact]
    public void An_active_thread_whose_last_turn_is_its_end_disagrees()
    {
        _thread.OneView = _thread.OneView with { IsActive = true };
        _thread.ActiveThreadId = MadeThread.Id;
        Assert.Equal(2, _thread.Check()[Violation.Disagreement]);
    }

    [Fact]
    public void A_member_sent_back_into_a_closed_thread_is_in_two()
    {
        _thread.ActiveThreadId = MadeThread.Id;
        Assert.Equal(Only(Violation.TwoActive), _thread.Check());
    }

    [Fact]
    public void A_member_sent_into_another_thread_than_the_active_one_is_in_two()
    {
        _thread.Log.RemoveAt(5);
        _thread.Account = _thread.Account with { LastSeqSeen = 5 };
        _thread.OneView = _thread.OneView with { LastSeq = 5, IsActive = true };
        _thread.ActiveThreadId = "another";
        Assert.True(_thread.Check(withDatabase: false)[Violation.TwoActive] > 0);
    }

    private static Dictionary<Violation, long> Only(Violation violation) => new() { [violation] = 1 };
}

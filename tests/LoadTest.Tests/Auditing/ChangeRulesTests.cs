using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Tests.Auditing;

/// <summary>What the audit makes of changes: seq 2 is edited, 3 deleted, 4 reacted to.</summary>
public sealed class ChangeRulesTests
{
    private readonly MadeThread _thread = new();

    public ChangeRulesTests()
    {
        _thread.Log.RemoveAt(5);
        _thread.Log[2] = _thread.Log[2] with { Fingerprint = 0 };
        _thread.Log.Add(new(6, EventKind.Edited, MadeThread.One, 1_050, "c-1", 60, true, TargetSeq: 2));
        _thread.Log.Add(new(7, EventKind.Deleted, MadeThread.Other, 1_060, "c-2", 0, true, TargetSeq: 3));
        _thread.Log.Add(new(8, EventKind.Reacted, MadeThread.Other, 1_070, "c-3", 70, false, TargetSeq: 4));
        _thread.Log.Add(new(9, EventKind.Closed, MadeThread.Other, 1_080, null, 0, true));
        _thread.OneView = _thread.OneView with { LastSeq = 9 };
        _thread.OtherView = _thread.OtherView with { LastSeq = 9 };
    }

    [Fact]
    public void Check_Changes_HistoryHasToShowThem()
    {
        Assert.Empty(_thread.CheckStanding());
        var history = StandingMessages.Of(_thread.Log);
        Assert.Equal([60, 0, 40, 50], history.Select(message => message.Fingerprint));
        for (var place = 0; place < 3; place++)
        {
            _thread.History = [.. StandingMessages.Of(_thread.Log)];
            _thread.History[place] = _thread.Log[place + 1];
            Assert.Equal([Violation.Disagreement], _thread.Check(withDatabase: false).Keys);
        }
    }

    [Fact]
    public void Check_Reactions_CountWhateverTheirOrder()
    {
        (string, string)[] two = [("a", "u_1"), ("b", "u_2")];
        Assert.Equal(StandingMessages.Of(true, false, two), StandingMessages.Of(true, false, two.Reverse()));
        Assert.NotEqual(StandingMessages.Of(true, false, two), StandingMessages.Of(false, false, two));
        Assert.NotEqual(StandingMessages.Of(true, false, two), StandingMessages.Of(true, false, [("a", "u_2"), ("b", "u_1")]));

        _thread.Log[8] = new(9, EventKind.Withdrawn, MadeThread.Other, 1_080, "c-4", 70, false, TargetSeq: 4);
        Assert.Equal(0, StandingMessages.Of(_thread.Log)[2].Standing);
    }

    [Fact]
    public void Check_TextOfADeletedMessage_IsAltered()
    {
        _thread.Log[2] = _thread.Log[2] with { Fingerprint = 30 };
        Assert.Contains(Violation.Altered, _thread.CheckStanding());
    }

    [Fact]
    public void Check_TextThatIsGoneOrAnother_IsAltered()
    {
        _thread.Log[3] = _thread.Log[3] with { Fingerprint = 0 };
        Assert.Contains(Violation.Altered, _thread.CheckStanding());
        _thread.Log[3] = _thread.Log[3] with { Fingerprint = 40 };
        _thread.Log[5] = _thread.Log[5] with { IsItsText = false };
        Assert.Contains(Violation.Altered, _thread.CheckStanding());
    }

    [Fact]
    public void Check_ChangeOfAnothersMessageOrOfNone_IsUnexpected()
    {
        _thread.Log[6] = _thread.Log[6] with { SenderId = MadeThread.One };
        Assert.Contains(Violation.Unexpected, _thread.CheckStanding());
        _thread.Log[6] = _thread.Log[6] with { SenderId = MadeThread.Other };
        _thread.Log[7] = _thread.Log[7] with { TargetSeq = 6 };
        Assert.Contains(Violation.Unexpected, _thread.CheckStanding());
    }

    [Fact]
    public void Check_DeletedMessage_CountsNotAsUnread()
    {
        _thread.OneView = _thread.OneView with { ReadSeq = 2, Unread = 2 };
        _thread.Account = _thread.Account with { One = _thread.Account.One with { ReadSeqAnswered = 2 } };
        _thread.OtherView = _thread.OtherView with { PeerReadSeq = 2 };
        _thread.History = [.. StandingMessages.Of(_thread.Log)];
        Assert.Equal([Violation.WrongUnread], _thread.Check(withDatabase: false).Keys);
        _thread.OneView = _thread.OneView with { Unread = 1 };
        Assert.Empty(_thread.Check(withDatabase: false));
    }
}

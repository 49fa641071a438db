using System.Runtime.InteropServices;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// The account of every message of one conversation, and what was wrong with it. Not safe for concurrent use; the
/// conversation sees to that.
/// </summary>
internal sealed class Ledger(ConversationRules rules, Recorder recorder, Func<long, string> nameOf)
{
    private readonly MessageChecks _checks = new(rules, recorder, nameOf);
    private readonly List<SentMessage> _messages = [];
    private readonly long[] _lastStored = [-1, -1];
    private int _firstOpen;

    public int Count => _messages.Count;

    /// <summary>Messages that are neither refused nor both acknowledged and with the partner.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Enters a message and gives its number.</summary>
    public long Add(long sentAt, int sender, bool leavesNow)
    {
        UnderWay++;
        _messages.Add(new SentMessage
        {
            SentAt = sentAt,
            Sender = (byte)sender,
            Marks = leavesNow ? MessageMarks.Awaited : MessageMarks.Delayed,
        });
        return _messages.Count - 1;
    }

    /// <summary>Whether this member waits for an answer to this message; an answer that nobody waits for is counted.</summary>
    public bool Awaits(int side, long number)
    {
        if (number < _messages.Count)
        {
            ref var message = ref At(number);
            if (message.Sender == side && message.Has(MessageMarks.Awaited))
            {
                message.Marks &= ~MessageMarks.Awaited;
                return true;
            }
        }

        _checks.Violate(Violation.Unexpected, number, "was answered, but not asked for (any more)");
        return false;
    }

    /// <summary>A message was acknowledged; true when it is settled by that.</summary>
    public bool Acknowledge(long number, long seq, bool duplicate, long now)
    {
        ref var message = ref At(number);
        message.AckSeq = Place(seq);
        _checks.Compare(number, message.AckSeq, message.PartnerSeq);
        _checks.Compare(number, message.AckSeq, message.OwnSeq);
        if (seq <= 0)
        {
            _checks.Violate(Violation.WrongSeq, number, $"was acknowledged at {seq}");
        }

        _checks.CheckDuplicate(message, number, duplicate, now);

        _checks.CheckTime(message, number, now, "was acknowledged");
        recorder.Record(Measure.Acknowledgement, message.SentAt, now);
        return message.PartnerSeq > 0 && Settle(ref message, Counter.Done);
    }

    /// <summary>When a message left or should have left.</summary>
    public long SentAt(long number) => At(number).SentAt;

    /// <summary>A message was refused for good; true when it is settled by that.</summary>
    public bool Refuse(long number)
    {
        ref var message = ref At(number);
        message.Marks |= MessageMarks.Refused;
        if (message.PartnerSeq > 0 || message.OwnSeq > 0)
        {
            _checks.Violate(Violation.RefusedButStored, number, $"is at {Math.Max(message.PartnerSeq, message.OwnSeq)}");
        }

        return Settle(ref message, Counter.Refused);
    }

    /// <summary>Whether the outcome of an earlier sending of it is unknown, so that no refusal is the last word.</summary>
    public bool IsSentAgain(long number) => At(number).Has(MessageMarks.SentAgain);

    /// <summary>A message was refused for now.</summary>
    public void Postpone(long number) => At(number).Marks |= MessageMarks.Waiting | MessageMarks.SentAgain;

    /// <summary>Whether a postponed message has still to be sent; if so, it counts as sent.</summary>
    public bool TakePostponed(long number)
    {
        ref var message = ref At(number);
        var isWaiting = message.Has(MessageMarks.Waiting);
        message.Marks = isWaiting ? (message.Marks & ~MessageMarks.Waiting) | MessageMarks.Awaited : message.Marks;
        return isWaiting;
    }

    /// <summary>
    /// The next message from <paramref name="from"/> on that this member has to send on a new connection; -1 without one.
    /// The one before ended at <paramref name="lostAt"/>: what came later was not the server's to answer.
    /// </summary>
    public long TakeUnanswered(int side, long from, long lostAt)
    {
        while (_firstOpen < _messages.Count && _messages[_firstOpen].IsAnswered)
        {
            _firstOpen++;
        }

        for (var number = Math.Max(from, _firstOpen); number < _messages.Count; number++)
        {
            ref var message = ref At(number);
            if (message.Sender == side && !message.IsAnswered)
            {
                if (message.Has(MessageMarks.Awaited))
                {
                    _checks.CheckAnswerTime(message, number, lostAt);
                    message.Marks |= MessageMarks.SentAgain;
                }

                message.Marks = (message.Marks & ~MessageMarks.Waiting) | MessageMarks.Awaited;
                return number;
            }
        }

        return -1;
    }

    /// <summary>A member has seen a message in the log; true when it is settled by that.</summary>
    public bool See(int side, long number, long seq, long now, bool isPushed, bool shouldBePushed)
    {
        if (number >= _messages.Count)
        {
            _checks.Violate(Violation.Unexpected, number, $"is at {seq}, but nobody sent it");
            return false;
        }

        ref var message = ref At(number);
        ref var seen = ref (message.Sender == side ? ref message.OwnSeq : ref message.PartnerSeq);
        if (seen > 0)
        {
            _checks.Violate(Violation.Doubled, number, $"is at {seen} and at {seq}");
            return false;
        }

        seen = Place(seq);
        _checks.Compare(number, message.AckSeq, seen);
        if (shouldBePushed && message.AckSeq > 0)
        {
            _checks.Violate(Violation.NotPushed, number, $"is at {seq}, but only Sync told member {side}");
        }

        if (isPushed)
        {
            _checks.CheckTime(message, number, now, side == 0 ? "was pushed to member 0" : "was pushed to member 1");
        }

        return message.Sender != side && Deliver(ref message, number, now);
    }

    /// <summary>Holds what was acknowledged against what was seen, and gives how many messages have no answer.</summary>
    public long Audit(Func<int, bool> isAway) => _checks.Audit(CollectionsMarshal.AsSpan(_messages), isAway);

    /// <summary>A message as the audit wants it.</summary>
    public MessageAccount AccountOf(int number, string idPrefix)
    {
        var message = _messages[number];
        var fate = message.AckSeq > 0 ? MessageFate.Acknowledged
            : message.Has(MessageMarks.Refused) ? MessageFate.Refused
            : MessageFate.Unknown;
        return new MessageAccount(
            message.Sender, $"{idPrefix}{number}", message.AckSeq, fate, message.Has(MessageMarks.SentAgain));
    }

    private bool Deliver(ref SentMessage message, long number, long now)
    {
        ref var last = ref _lastStored[message.Sender];
        if (number < last && !message.Has(MessageMarks.SentAgain))
        {
            _checks.Violate(Violation.Reordered, number, $"is stored behind number {last}, which was sent after it");
        }

        last = Math.Max(last, number);
        if (message.Has(MessageMarks.Refused))
        {
            _checks.Violate(Violation.RefusedButStored, number, $"is at {message.PartnerSeq}");
        }

        recorder.Record(Measure.Delivery, message.SentAt, now);
        return message.AckSeq > 0 && Settle(ref message, Counter.Done);
    }

    private bool Settle(ref SentMessage message, Counter counter)
    {
        if (message.Has(MessageMarks.Settled))
        {
            return false;
        }

        message.Marks |= MessageMarks.Settled;
        UnderWay--;
        recorder.Count(counter);
        return true;
    }

    private static uint Place(long seq) => (uint)Math.Clamp(seq, 0, uint.MaxValue);

    private ref SentMessage At(long number) => ref CollectionsMarshal.AsSpan(_messages)[(int)number];
}

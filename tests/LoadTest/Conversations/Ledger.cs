using System.Diagnostics;
using System.Runtime.InteropServices;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// The account of every message of one conversation, and what was wrong with it. Not safe for concurrent use; the
/// conversation sees to that.
/// </summary>
internal sealed class Ledger(ConversationRules rules, Recorder recorder, Func<long, string> nameOf)
{
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

        Violate(Violation.Unexpected, number, "was answered, but not asked for (any more)");
        return false;
    }

    /// <summary>A message was acknowledged; true when it is settled by that.</summary>
    public bool Acknowledge(long number, long seq, bool duplicate, long now)
    {
        ref var message = ref At(number);
        message.AckSeq = Place(seq);
        Compare(number, message.AckSeq, message.PartnerSeq);
        Compare(number, message.AckSeq, message.OwnSeq);
        if (seq <= 0)
        {
            Violate(Violation.WrongSeq, number, $"was acknowledged at {seq}");
        }

        if (duplicate && !message.Has(MessageMarks.SentAgain))
        {
            Violate(Violation.Unexpected, number, $"was acknowledged at {seq} as a duplicate, but sent only once");
        }

        CheckTime(message, number, now, "was acknowledged");
        recorder.Record(Measure.Acknowledgement, message.SentAt, now);
        return message.PartnerSeq > 0 && Settle(ref message, Counter.Done);
    }

    /// <summary>A message was refused for good; true when it is settled by that.</summary>
    public bool Refuse(long number)
    {
        ref var message = ref At(number);
        message.Marks |= MessageMarks.Refused;
        if (message.PartnerSeq > 0 || message.OwnSeq > 0)
        {
            Violate(Violation.RefusedButStored, number, $"is at {Math.Max(message.PartnerSeq, message.OwnSeq)}");
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

    /// <summary>The next message from <paramref name="from"/> on that this member has to send on a new connection; -1 without one.</summary>
    public long TakeUnanswered(int side, long from, long now)
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
                    CheckAnswerTime(message, number, now);
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
            Violate(Violation.Unexpected, number, $"is at {seq}, but nobody sent it");
            return false;
        }

        ref var message = ref At(number);
        ref var seen = ref (message.Sender == side ? ref message.OwnSeq : ref message.PartnerSeq);
        if (seen > 0)
        {
            Violate(Violation.Doubled, number, $"is at {seen} and at {seq}");
            return false;
        }

        seen = Place(seq);
        Compare(number, message.AckSeq, seen);
        if (shouldBePushed && message.AckSeq > 0)
        {
            Violate(Violation.NotPushed, number, $"is at {seq}, but only Sync told member {side}");
        }

        if (isPushed)
        {
            CheckTime(message, number, now, $"was pushed to member {side}");
        }

        return message.Sender != side && Deliver(ref message, number, now);
    }

    /// <summary>Holds what was acknowledged against what was seen, and gives how many messages have no answer.</summary>
    public long Audit(Func<int, bool> isAway)
    {
        var unanswered = 0L;
        for (var number = 0; number < _messages.Count; number++)
        {
            var message = _messages[number];
            if (message.AckSeq > 0)
            {
                AuditAcknowledged(message, number, isAway);
            }
            else if (!message.Has(MessageMarks.Refused))
            {
                unanswered++;
                if (message.Has(MessageMarks.Awaited) && !isAway(message.Sender))
                {
                    Violate(Violation.Unanswered, number, "was never answered on a live connection");
                }
            }
        }

        return unanswered;
    }

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

    private void AuditAcknowledged(SentMessage message, long number, Func<int, bool> isAway)
    {
        if (message.PartnerSeq == 0 && !isAway(1 - message.Sender))
        {
            Violate(Violation.Lost, number, $"was acknowledged at {message.AckSeq}, but the partner never gets it");
        }

        if (message.OwnSeq == 0 && rules.PushesToSender && !isAway(message.Sender))
        {
            Violate(Violation.Lost, number, $"was acknowledged at {message.AckSeq}, but its sender never gets it");
        }
    }

    private bool Deliver(ref SentMessage message, long number, long now)
    {
        ref var last = ref _lastStored[message.Sender];
        if (number < last && !message.Has(MessageMarks.SentAgain))
        {
            Violate(Violation.Reordered, number, $"is stored behind number {last}, which was sent after it");
        }

        last = Math.Max(last, number);
        if (message.Has(MessageMarks.Refused))
        {
            Violate(Violation.RefusedButStored, number, $"is at {message.PartnerSeq}");
        }

        recorder.Record(Measure.Delivery, message.SentAt, now);
        return message.AckSeq > 0 && Settle(ref message, Counter.Done);
    }

    // Who sent it more than once, or had no connection when it was due, has waited for another reason.
    private void CheckTime(SentMessage message, long number, long now, string what)
    {
        if (!message.Has(MessageMarks.SentAgain | MessageMarks.Delayed)
            && Stopwatch.GetElapsedTime(message.SentAt, now) is var time
            && time > rules.Patience)
        {
            Violate(Violation.Late, number, $"{what} after {time.TotalSeconds:F1} s");
        }
    }

    // On the connection that has just been lost; what was held back by an earlier loss has waited for another reason.
    private void CheckAnswerTime(SentMessage message, long number, long now)
    {
        if (!message.Has(MessageMarks.SentAgain | MessageMarks.Delayed)
            && Stopwatch.GetElapsedTime(message.SentAt, now) > 2 * HubSocket.LongestAnswer)
        {
            Violate(Violation.Unanswered, number, "was not answered before its connection ended");
        }
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

    private void Compare(long number, uint ackSeq, uint seq)
    {
        if (ackSeq > 0 && seq > 0 && ackSeq != seq)
        {
            Violate(Violation.WrongSeq, number, $"was acknowledged at {ackSeq} and is at {seq}");
        }
    }

    private void Violate(Violation violation, long number, string what) =>
        recorder.Violations.Add(violation, $"{nameOf(number)} {what}");

    private static uint Place(long seq) => (uint)Math.Clamp(seq, 0, uint.MaxValue);

    private ref SentMessage At(long number) => ref CollectionsMarshal.AsSpan(_messages)[(int)number];
}

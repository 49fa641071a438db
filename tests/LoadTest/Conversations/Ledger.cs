using System.Runtime.InteropServices;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// The account of every message of one pair, and what was wrong with it. Not safe for concurrent use; the pair sees to
/// that.
/// </summary>
internal sealed class Ledger(PairSettings settings, Tally tally, Func<long, string> nameOf)
{
    private readonly List<SentMessage> _messages = [];
    private readonly long[] _lastStored = [-1, -1];
    private bool _auditing;

    /// <summary>Enters a message and gives its number.</summary>
    public long Add(long sentAt, out int sender)
    {
        var number = _messages.Count;
        sender = settings.Alternate ? number & 1 : 0;
        _messages.Add(new SentMessage { SentAt = sentAt, Sender = (byte)sender });
        return number;
    }

    /// <summary>Whether this member waits for an answer to this message; an answer that nobody waits for is counted.</summary>
    public bool Awaits(int side, long number)
    {
        if (number < _messages.Count && _messages[(int)number].Sender == side && _messages[(int)number].AckSeq == 0)
        {
            return true;
        }

        Violate(Violation.Unexpected, number, "was answered, but not asked for (any more)");
        return false;
    }

    /// <summary>A message was acknowledged; true when it is settled by that.</summary>
    public bool Acknowledge(long number, long seq, bool duplicate, long now)
    {
        ref var message = ref At(number);
        message.AckSeq = seq;
        Compare(number, seq, message.PartnerSeq);
        Compare(number, seq, message.OwnSeq);
        if (message.Refused || (duplicate && !message.Retried))
        {
            Violate(Violation.Unexpected, number, $"was acknowledged at {seq} as a duplicate or after a refusal");
        }

        if (tally.Measures(message.SentAt))
        {
            tally.Acknowledged.Record(message.SentAt, now);
        }

        return message.PartnerSeq > 0 && Settle(ref message, done: true);
    }

    /// <summary>
    /// A message was refused. What was sent again before is sent again once more: its first outcome is still unknown.
    /// </summary>
    public RefusedMessage Refuse(long number, bool isSentAgain)
    {
        ref var message = ref At(number);
        if (isSentAgain || message.Retried)
        {
            message.Retried = true;
            return new RefusedMessage(IsSentAgain: true, IsSettled: false);
        }

        message.Refused = true;
        if (message.PartnerSeq > 0)
        {
            Violate(Violation.RefusedButStored, number, $"is at {message.PartnerSeq}");
        }

        return new RefusedMessage(IsSentAgain: false, Settle(ref message, done: false));
    }

    /// <summary>A member has seen a message in the log; true when it is settled by that.</summary>
    public bool See(int side, long number, long seq, long now)
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

        seen = seq;
        Compare(number, message.AckSeq, seq);
        if (_auditing && message.AckSeq > 0)
        {
            Violate(Violation.NotPushed, number, $"is at {seq}, but only Sync told member {side}");
        }

        return message.Sender != side && Deliver(ref message, number, now);
    }

    /// <summary>From now on every push should have come; what is seen from here on, only the log told.</summary>
    public void BeginAudit() => _auditing = true;

    /// <summary>Holds what was acknowledged against what was seen, and gives how many messages have no answer.</summary>
    public long Audit(Func<int, bool> isLost)
    {
        var unanswered = 0L;
        for (var number = 0; number < _messages.Count; number++)
        {
            var message = _messages[number];
            if (message.AckSeq > 0)
            {
                AuditAcknowledged(message, number, isLost);
            }
            else if (!message.Refused)
            {
                unanswered++;
                if (!message.Retried && !isLost(message.Sender))
                {
                    Violate(Violation.Unanswered, number, "was never answered on a live connection");
                }
            }
        }

        return unanswered;
    }

    private void AuditAcknowledged(SentMessage message, long number, Func<int, bool> isLost)
    {
        if (message.PartnerSeq == 0 && !isLost(1 - message.Sender))
        {
            Violate(Violation.Lost, number, $"was acknowledged at {message.AckSeq}, but the partner never gets it");
        }

        if (message.OwnSeq == 0 && settings.PushesToSender && !isLost(message.Sender))
        {
            Violate(Violation.Lost, number, $"was acknowledged at {message.AckSeq}, but its sender never gets it");
        }
    }

    private bool Deliver(ref SentMessage message, long number, long now)
    {
        ref var last = ref _lastStored[message.Sender];
        if (number < last && !message.Retried)
        {
            Violate(Violation.Reordered, number, $"is stored behind number {last}, which was sent after it");
        }

        last = Math.Max(last, number);
        if (message.Refused)
        {
            Violate(Violation.RefusedButStored, number, $"is at {message.PartnerSeq}");
        }

        if (tally.Measures(message.SentAt))
        {
            tally.Delivered.Record(message.SentAt, now);
        }

        return message.AckSeq > 0 && Settle(ref message, done: true);
    }

    private bool Settle(ref SentMessage message, bool done)
    {
        if (message.Settled)
        {
            return false;
        }

        message.Settled = true;
        tally.CountSettled(done);
        return true;
    }

    private void Compare(long number, long ackSeq, long seq)
    {
        if (ackSeq > 0 && seq > 0 && ackSeq != seq)
        {
            Violate(Violation.WrongSeq, number, $"was acknowledged at {ackSeq} and is at {seq}");
        }
    }

    private void Violate(Violation violation, long number, string what) =>
        tally.Violations.Add(violation, $"{nameOf(number)} {what}");

    private ref SentMessage At(long number) => ref CollectionsMarshal.AsSpan(_messages)[(int)number];
}

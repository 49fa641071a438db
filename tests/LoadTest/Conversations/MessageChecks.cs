using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What may be wrong with a message of a ledger; it changes nothing there.</summary>
internal sealed class MessageChecks(ConversationRules rules, Recorder recorder, Func<long, string> nameOf)
{
    /// <summary>How long a gateway waits for the thread before it sends a message again (the contract's rule 3).</summary>
    private static readonly TimeSpan GatewayAttempt = TimeSpan.FromSeconds(2);

    public void Violate(Violation violation, long number, string what) =>
        recorder.Violations.Add(violation, $"{nameOf(number)} {what}");

    /// <summary>Whoever names the message's place of the log names the same one.</summary>
    public void Compare(long number, uint ackSeq, uint seq)
    {
        if (ackSeq > 0 && seq > 0 && ackSeq != seq)
        {
            Violate(Violation.WrongSeq, number, $"was acknowledged at {ackSeq} and is at {seq}");
        }
    }

    /// <summary>Who sent it more than once, or had no connection when it was due, has waited for another reason.</summary>
    public void CheckTime(in SentMessage message, long number, long now, string what)
    {
        if (!message.Has(MessageMarks.SentAgain | MessageMarks.Delayed)
            && Stopwatch.GetElapsedTime(message.SentAt, now) is var time
            && time > rules.Patience)
        {
            Violate(Violation.Late, number, $"{what} after {time.TotalSeconds:F1} s");
        }
    }

    /// <summary>
    /// An answer may only be a duplicate's where the message was sent again: by its sender, or by the gateway, which tries
    /// again after <see cref="GatewayAttempt"/> without an answer.
    /// </summary>
    public void CheckDuplicate(in SentMessage message, long number, bool duplicate, long now)
    {
        if (duplicate
            && !message.Has(MessageMarks.SentAgain)
            && Stopwatch.GetElapsedTime(message.SentAt, now) < GatewayAttempt)
        {
            Violate(Violation.Unexpected, number, "was acknowledged as a duplicate, but sent only once");
        }
    }

    /// <summary>On the connection that has just been lost; what was held back by an earlier loss has waited for another reason.</summary>
    public void CheckAnswerTime(in SentMessage message, long number, long lostAt)
    {
        if (!message.Has(MessageMarks.SentAgain | MessageMarks.Delayed)
            && Stopwatch.GetElapsedTime(message.SentAt, lostAt) > 2 * HubSocket.LongestAnswer)
        {
            Violate(Violation.Unanswered, number, "was not answered before its connection ended");
        }
    }

    /// <summary>Holds what was acknowledged against what was seen, and gives how many messages have no answer; at the end only.</summary>
    public long Audit(ReadOnlySpan<SentMessage> messages, Func<int, bool> isAway)
    {
        var unanswered = 0L;
        for (var number = 0; number < messages.Length; number++)
        {
            ref readonly var message = ref messages[number];
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

    private void AuditAcknowledged(in SentMessage message, long number, Func<int, bool> isAway)
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
}

using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>The watermarks of a thread as one member is told of them: none ever goes back.</summary>
internal sealed class SeatMarks(Conversation conversation, Recorder recorder)
{
    private readonly long[] _delivered = new long[2];
    private readonly long[] _read = new long[2];

    /// <summary>The highest place that <c>MarkRead</c> answered.</summary>
    public long ReadSeqAnswered { get; private set; }

    /// <summary>The highest place that <c>MarkDelivered</c> answered.</summary>
    public long DeliveredSeqAnswered { get; private set; }

    /// <summary>A member's watermarks were pushed.</summary>
    public void OnReceipt(in ServerFrame receipt)
    {
        var member = receipt.UserId.SequenceEqual(conversation.Members[0].UserIdBytes) ? 0
            : receipt.UserId.SequenceEqual(conversation.Members[1].UserIdBytes) ? 1
            : -1;
        if (member < 0)
        {
            recorder.Violations.Add(Violation.Unexpected, $"a receipt in thread {conversation.ThreadId} is of neither member");
            return;
        }

        Raise(ref _delivered[member], receipt.DeliveredSeq, "delivered");
        Raise(ref _read[member], receipt.ReadSeq, "read");
    }

    /// <summary><c>MarkRead</c> for this place, asked when the last answer had been <paramref name="before"/>, was answered.</summary>
    public void OnReadAnswered(long asked, long before, long answered)
    {
        CheckAnswer(asked, before, answered, "MarkRead");
        ReadSeqAnswered = Math.Max(ReadSeqAnswered, answered);
    }

    /// <summary><c>MarkDelivered</c> for this place, asked when the last answer had been <paramref name="before"/>, was answered.</summary>
    public void OnDeliveredAnswered(long asked, long before, long answered)
    {
        CheckAnswer(asked, before, answered, "MarkDelivered");
        DeliveredSeqAnswered = Math.Max(DeliveredSeqAnswered, answered);
    }

    private void Raise(ref long mark, long seq, string name)
    {
        if (seq < mark)
        {
            recorder.Violations.Add(
                Violation.WrongUnread, $"the {name} watermark of thread {conversation.ThreadId} went back from {mark} to {seq}");
        }

        mark = Math.Max(mark, seq);
    }

    // Answers of calls that were under way together come in any order, so only what was answered before the call counts.
    private void CheckAnswer(long asked, long before, long answered, string method)
    {
        if (answered < Math.Max(asked, before))
        {
            recorder.Violations.Add(
                Violation.WrongUnread,
                $"{method} of {asked} in thread {conversation.ThreadId} answers {answered}, and it answered {before} before");
        }
    }
}

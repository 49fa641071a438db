namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// What is known of one message, in 24 bytes: a run remembers millions. Its number is its place in the conversation's
/// list. Places of the log are kept in 32 bits, which no thread of a load test outgrows.
/// </summary>
internal struct SentMessage
{
    /// <summary>When it left, or should have left; latencies count from here.</summary>
    public long SentAt;

    /// <summary>The place that the acknowledgement named; 0 before it.</summary>
    public uint AckSeq;

    /// <summary>The place where the partner saw it; 0 before that.</summary>
    public uint PartnerSeq;

    /// <summary>The place where the sender's own connection saw it; 0 before that.</summary>
    public uint OwnSeq;

    /// <summary>Which of the two sent it.</summary>
    public byte Sender;

    public MessageMarks Marks;

    /// <summary>Whether nothing is to be heard of it any more but pushes.</summary>
    public readonly bool IsAnswered => AckSeq > 0 || Has(MessageMarks.Refused);

    public readonly bool Has(MessageMarks marks) => (Marks & marks) != 0;
}

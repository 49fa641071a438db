namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What is known of one message; its number is its place in the pair's list.</summary>
internal struct SentMessage
{
    /// <summary>When it left, or should have left; latencies count from here.</summary>
    public long SentAt;

    /// <summary>The place that the acknowledgement named; 0 before it.</summary>
    public long AckSeq;

    /// <summary>The place where the partner saw it; 0 before that.</summary>
    public long PartnerSeq;

    /// <summary>The place where the sender's own connection saw it; 0 before that.</summary>
    public long OwnSeq;

    /// <summary>Which of the two sent it.</summary>
    public byte Sender;

    /// <summary>Refused for good: it must not be in the log.</summary>
    public bool Refused;

    /// <summary>Sent more than once, so that later messages may rightly be stored before it.</summary>
    public bool Retried;

    /// <summary>Counted as done: acknowledged and with the partner, or refused.</summary>
    public bool Settled;
}

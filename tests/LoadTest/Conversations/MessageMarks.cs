namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What else is known of a message.</summary>
[Flags]
internal enum MessageMarks : byte
{
    None = 0,

    /// <summary>It has left on the connection that its sender has now, and no answer has come.</summary>
    Awaited = 1,

    /// <summary>Refused for good: it must not be in the log.</summary>
    Refused = 2,

    /// <summary>Sent more than once, so that later messages may rightly be stored before it.</summary>
    SentAgain = 4,

    /// <summary>Counted: acknowledged and with the partner, or refused.</summary>
    Settled = 8,

    /// <summary>Refused for now; it is sent again after a while.</summary>
    Waiting = 16,

    /// <summary>It left later than it should have: its sender had no connection.</summary>
    Delayed = 32,
}

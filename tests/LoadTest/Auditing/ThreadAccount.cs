namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What the clients of a run know of a thread, to be held against what the server says of it.</summary>
internal sealed record ThreadAccount
{
    public required string ThreadId { get; init; }

    public required PersonAccount One { get; init; }

    public required PersonAccount Other { get; init; }

    /// <summary>The messages of this run, those of each sender in the order in which they were first sent.</summary>
    /// <remarks>Read once and from the front, so that a list may make its elements when it is asked for them.</remarks>
    public required IReadOnlyList<MessageAccount> Messages { get; init; }

    /// <summary>The highest place that a client of this run has seen; 0 when it saw none.</summary>
    public required long LastSeqSeen { get; init; }

    /// <summary>Where the log ended before this run; what lies there is an earlier run's and is not looked at.</summary>
    public long LastSeqBefore { get; init; }
}

namespace ChatOrleans.Grains.MessageLog;

/// <summary>What became of a run of events.</summary>
internal enum AppendOutcome
{
    /// <summary>Committed, all of it.</summary>
    Stored,

    /// <summary>
    /// Surely not stored: the log has moved on (place taken, predecessor missing, id stored already), or an earlier
    /// run of the same lane failed.
    /// </summary>
    Refused,

    /// <summary>Surely not stored: the log is behind, or PostgreSQL refuses work for now.</summary>
    Overloaded,

    /// <summary>Surely not stored: PostgreSQL can't store a value of this run.</summary>
    Invalid,

    /// <summary>Nobody knows: the connection went away, or time ran out, in the middle.</summary>
    Unknown,
}

namespace ChatOrleans.Grains.MessageLog;

/// <summary>What became of a member's watermarks.</summary>
internal enum MarkOutcome
{
    /// <summary>Committed.</summary>
    Stored,

    /// <summary>The database did not take them, or nobody knows.</summary>
    Failed,

    /// <summary>Some of their batch are of buckets that the database does not write.</summary>
    Elsewhere,
}

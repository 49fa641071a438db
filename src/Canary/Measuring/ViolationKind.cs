namespace ChatOrleans.Canary.Measuring;

/// <summary>What the contract rules out.</summary>
internal enum ViolationKind
{
    /// <summary>An acknowledged message is not in the log.</summary>
    Lost,

    /// <summary>A message is in the log twice, or an event came twice over one connection.</summary>
    Doubled,

    /// <summary>An event came behind a later one over one connection, or the log has messages in another order than they were sent in.</summary>
    Reordered,

    /// <summary>The log says something else than it did before, or than the acknowledgement said.</summary>
    Changed,

    /// <summary>An event did not come over a connection that lived on, and nothing said that the client has to catch up.</summary>
    Undelivered,
}

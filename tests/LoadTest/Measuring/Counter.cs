namespace ChatOrleans.LoadTest.Measuring;

/// <summary>What is counted over the whole run.</summary>
internal enum Counter
{
    /// <summary>Messages sent, each once however often it was sent again.</summary>
    Sent,

    /// <summary>Messages that are both acknowledged and with the partner.</summary>
    Done,

    /// <summary>Messages refused for good: not stored, not sent again.</summary>
    Refused,

    /// <summary>Messages with neither an acknowledgement nor a refusal at the end.</summary>
    Unanswered,

    /// <summary>Connections made.</summary>
    Connected,

    /// <summary>Connections lost that the scenario did not end.</summary>
    LostConnections,

    /// <summary>Times a connection was told that pushes were lost.</summary>
    Resyncs,

    /// <summary>Threads opened, reopened included.</summary>
    Opened,

    /// <summary>Threads closed.</summary>
    Closed,

    /// <summary>Places of logs that were held against both members, their history and the database at the end.</summary>
    Audited,
}

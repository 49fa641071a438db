namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What an event of a log is to the audit. The numbers are the database's.</summary>
internal enum EventKind : byte
{
    /// <summary>Nothing that the audit follows.</summary>
    Other = 0,

    Message = 1,

    /// <summary>An active phase began.</summary>
    Opened = 2,

    /// <summary>The active phase ended.</summary>
    Closed = 3,

    /// <summary>A message has another text.</summary>
    Edited = 4,

    /// <summary>A message is gone.</summary>
    Deleted = 5,

    /// <summary>A reaction joined a message.</summary>
    Reacted = 6,

    /// <summary>A reaction left a message.</summary>
    Withdrawn = 7,
}

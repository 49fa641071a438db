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
}

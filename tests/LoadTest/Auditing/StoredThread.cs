namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What the database holds of a thread.</summary>
/// <param name="Log">The events of this run.</param>
/// <param name="One">The one member's row.</param>
/// <param name="Other">The other one's.</param>
internal sealed record StoredThread(IReadOnlyList<LogEntry> Log, StoredMember One, StoredMember Other);

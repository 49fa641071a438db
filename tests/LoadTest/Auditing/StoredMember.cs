namespace ChatOrleans.LoadTest.Auditing;

/// <summary>A member of a thread as the database holds it.</summary>
/// <param name="ReadSeq">How far it has read.</param>
/// <param name="DeliveredSeq">How far it has got.</param>
/// <param name="IsActive">Whether the thread is active for it.</param>
/// <param name="Unread">The peer's messages above <paramref name="ReadSeq"/>, counted in the log.</param>
internal sealed record StoredMember(long ReadSeq, long DeliveredSeq, bool IsActive, long Unread);

using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Push;

/// <summary>What was noted of a while.</summary>
/// <param name="Heads">How far logs go.</param>
/// <param name="Reads">How far members have read.</param>
internal sealed record PushNotes(
    List<KeyValuePair<ThreadId, long>> Heads, List<KeyValuePair<(UserId UserId, ThreadId ThreadId), long>> Reads);

using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>A user as read, with the epoch of the database that says so.</summary>
/// <param name="Epoch">Names one history of the database.</param>
/// <param name="Handle">The handle, as written at registration.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Active">The threads that are active by the log, newest activity first.</param>
internal sealed record MeSnapshot(string Epoch, string Handle, string DisplayName, List<ThreadId> Active);

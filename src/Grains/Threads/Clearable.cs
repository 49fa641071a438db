using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>A message, or somebody's reaction to one, that is to be taken away.</summary>
/// <param name="Seq">Which message.</param>
/// <param name="Owner">Whose message or reaction it is.</param>
/// <param name="Emoji">The reaction; null where it is the message.</param>
internal readonly record struct Clearable(long Seq, UserId Owner, string? Emoji = null);

using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Users;

/// <summary>A user's presence as lists read it.</summary>
internal readonly record struct PresenceRow(UserId UserId, DateTimeOffset OnlineUntil, DateTimeOffset? LastSeenAt, bool Shared);

using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>People as others see them: who is gone is never there, and of who is erased nothing shows but the id.</summary>
internal static class PeerRow
{
    /// <summary>The name of everybody who is erased.</summary>
    public const string ErasedName = "Deleted account";

    public static Peer Show(
        UserId user, string handle, string displayName, DateTime? onlineUntil, DateTime? lastSeenAt, PeerState state, DateTimeOffset now)
    {
        var present = state == PeerState.Present;
        var erased = state == PeerState.Erased;
        return new Peer
        {
            UserId = user,
            // A handle has no underscore, so that this is nobody's.
            Handle = erased ? user.ToString() : handle,
            DisplayName = erased ? ErasedName : displayName,
            Online = present && onlineUntil > now.UtcDateTime,
            LastSeenAt = present && lastSeenAt is { } seen ? new DateTimeOffset(seen) : null,
            State = present ? null : state,
        };
    }
}

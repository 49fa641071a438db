using System.Collections.Immutable;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// The sessions that ended lately, by revocation or by age. It is refreshed every second and remembers longer than an
/// access token lives, so that no token outlives its session by more than the refresh.
/// </summary>
internal interface IRevokedSessions
{
    /// <summary>
    /// Raised with sessions that were not known as ended before; their connections have to close. Handlers return at
    /// once.
    /// </summary>
    event Action<ImmutableArray<Guid>> Revoked;

    /// <summary>Whether the session has ended.</summary>
    bool Contains(Guid sessionId);
}

using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Limits;

/// <summary>How many messages a user may send through this gateway, over the hub and over HTTP together.</summary>
internal interface ISendLimiter
{
    /// <summary>Takes one message's worth; false when there is none left now.</summary>
    bool TryTake(UserId userId, out int retryAfterMs);

    /// <summary>
    /// Takes the right to look whether a message over the limit is a retry of a stored one, which gets its answer even
    /// so. A wider limit than that of sending, so that a flood ends in plain refusals.
    /// </summary>
    bool TryTakeLookup(UserId userId);
}

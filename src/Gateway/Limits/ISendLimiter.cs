using ChatOrleans.Grains.Abstractions.Refusals;
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

    /// <summary>Takes one message's worth; null when there was some, or when limits leave the sender alone.</summary>
    /// <param name="sender">Who sends.</param>
    /// <param name="isExempt">Whether limits leave the sender alone.</param>
    /// <param name="mayLookUp">With a refusal: whether the right to look for a stored message was taken instead.</param>
    Refusal? OverLimit(UserId sender, bool isExempt, out bool mayLookUp)
    {
        if (isExempt || TryTake(sender, out var retryAfterMs))
        {
            mayLookUp = false;
            return null;
        }

        mayLookUp = TryTakeLookup(sender);
        return Refusal.RateLimited(retryAfterMs);
    }
}

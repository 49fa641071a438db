using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Limits;

/// <summary>How often a user may open threads, in all and with the same person, over the hub and over HTTP together.</summary>
internal interface IOpeningLimiter
{
    /// <summary>Takes one opening's worth; false when there is none left now.</summary>
    /// <param name="caller">Who opens.</param>
    /// <param name="with">The handle or user id to open with, as the caller wrote it.</param>
    /// <param name="retryAfterMs">When to come again.</param>
    bool TryTake(UserId caller, string with, out int retryAfterMs);
}

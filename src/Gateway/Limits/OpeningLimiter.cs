using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

internal sealed class OpeningLimiter(IOptions<LimitOptions> options, TimeProvider time) : IOpeningLimiter
{
    private readonly TokenBuckets<UserId> _users = new(options.Value.Opening, time);
    private readonly TokenBuckets<(UserId Caller, string With)> _pairs = new(options.Value.OpeningPair, time);

    public bool TryTake(UserId caller, string with, out int retryAfterMs) =>
        // The user's own limit first: what it refuses costs the pair nothing, and its names take no places.
        _users.TryTake(caller, out retryAfterMs) &&
        _pairs.TryTake((caller, with.ToUpperInvariant()), out retryAfterMs);
}

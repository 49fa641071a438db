using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

internal sealed class OpeningLimiter(IOptions<LimitOptions> options, TimeProvider time, LimitExchange? exchange = null) : IOpeningLimiter
{
    private readonly TokenBuckets<UserId> _users =
        SharedBuckets.Of<UserId>("Opening", options.Value.Opening, time, exchange, LimitKey.Write);

    private readonly TokenBuckets<(UserId Caller, NameKey With)> _pairs =
        SharedBuckets.Of<(UserId Caller, NameKey With)>("OpeningPair", options.Value.OpeningPair, time, exchange, LimitKey.Write);

    public bool TryTake(UserId caller, string with, out int retryAfterMs) =>
        // The user's own limit first: what it refuses costs the pair nothing, and its names take no places.
        _users.TryTake(caller, out retryAfterMs) &&
        _pairs.TryTake((caller, NameKey.Of(with)), out retryAfterMs);
}

using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

internal sealed class SendLimiter(IOptions<LimitOptions> options, TimeProvider time, LimitExchange? exchange = null) : ISendLimiter
{
    private readonly TokenBuckets<UserId> _sends =
        SharedBuckets.Of<UserId>("Sends", options.Value.Sends, time, exchange, LimitKey.Write);

    private readonly TokenBuckets<UserId> _lookups =
        SharedBuckets.Of<UserId>("SendLookups", options.Value.SendLookups, time, exchange, LimitKey.Write);

    public bool TryTake(UserId userId, out int retryAfterMs) => _sends.TryTake(userId, out retryAfterMs);

    public bool TryTakeLookup(UserId userId) => _lookups.TryTake(userId, out _);
}

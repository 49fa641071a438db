using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

internal sealed class SendLimiter(IOptions<LimitOptions> options, TimeProvider time) : ISendLimiter
{
    private readonly TokenBuckets<UserId> _sends = new(options.Value.Sends, time);
    private readonly TokenBuckets<UserId> _lookups = new(options.Value.SendLookups, time);

    public bool TryTake(UserId userId, out int retryAfterMs) => _sends.TryTake(userId, out retryAfterMs);

    public bool TryTakeLookup(UserId userId) => _lookups.TryTake(userId, out _);
}

using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

/// <summary>The limits of calls that are neither sends nor openings.</summary>
internal sealed class CallLimits(IOptions<LimitOptions> options, TimeProvider time)
{
    public TokenBuckets<ClientAddress> Registration { get; } = new(options.Value.Registration, time);

    public TokenBuckets<ClientAddress> Login { get; } = new(options.Value.Login, time);

    public TokenBuckets<UserId> Search { get; } = new(options.Value.Search, time);

    public TokenBuckets<UserId> MessageSearch { get; } = new(options.Value.MessageSearch, time);
}

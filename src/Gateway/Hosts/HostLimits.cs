using ChatOrleans.Gateway.Limits;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>How often a host's server may call with one key.</summary>
internal sealed class HostLimits(IOptions<HostOptions> options, TimeProvider time, LimitExchange? exchange = null)
{
    /// <summary>By the key's id.</summary>
    public TokenBuckets<NameKey> Calls { get; } =
        SharedBuckets.Of<NameKey>("HostCalls", options.Value.Calls, time, exchange, LimitKey.Write);
}

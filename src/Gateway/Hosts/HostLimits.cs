using ChatOrleans.Gateway.Limits;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>How often a key may call through this gateway.</summary>
internal sealed class HostLimits(IOptions<HostOptions> options, TimeProvider time)
{
    public TokenBuckets<string> Calls { get; } = new(options.Value.Calls, time);
}

using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

/// <summary>
/// How often an account's password may be tried: tightly from one address, widely from all. So strangers can't lock an
/// owner out: from the owner's own address there is a bucket that they don't reach, and where the owner has logged in
/// before, the wide one is not asked.
/// </summary>
internal sealed class LoginLimiter(IOptions<LimitOptions> options, TimeProvider time, LimitExchange? exchange = null)
{
    private readonly KnownPlaces _known = new();
    private readonly TokenBuckets<(ClientAddress Address, NameKey Name)> _pairs =
        SharedBuckets.Of<(ClientAddress Address, NameKey Name)>("LoginPair", options.Value.LoginPair, time, exchange, LimitKey.Write);

    private readonly TokenBuckets<NameKey> _handles =
        SharedBuckets.Of<NameKey>("LoginHandle", options.Value.LoginHandle, time, exchange, LimitKey.Write);

    /// <summary>Takes one attempt's worth; false when there is none left now.</summary>
    public bool TryTake(ClientAddress address, string handle, out int retryAfterMs)
    {
        var name = NameKey.Of(handle);
        // The pair's own limit first: what it refuses costs the account nothing.
        return _pairs.TryTake((address, name), out retryAfterMs) &&
               (_known.Contains(address, name) || _handles.TryTake(name, out retryAfterMs));
    }

    /// <summary>The password was right.</summary>
    public void Succeeded(ClientAddress address, string handle) => _known.Add(address, NameKey.Of(handle));
}

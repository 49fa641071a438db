namespace ChatOrleans.Gateway.Limits;

/// <summary>A limit whose buckets all gateways share.</summary>
/// <typeparam name="TKey">What is limited.</typeparam>
/// <param name="exchange">How gateways tell each other.</param>
/// <param name="name">The limit, the same on all gateways.</param>
/// <param name="write">The key's bytes, at most <see cref="LimitKey.MaxBytes"/>; how many there are.</param>
internal sealed class SharedLimit<TKey>(LimitExchange exchange, string name, LimitKeyWriter<TKey> write)
{
    /// <summary>The other gateways hear of the bucket, and it of them, within the exchange's period.</summary>
    public void Tell(TKey key, TokenBucket bucket)
    {
        Span<byte> bytes = stackalloc byte[LimitKey.MaxBytes];
        exchange.Add(LimitKey.Of(name, bytes[..write(key, bytes)]), bucket);
    }
}

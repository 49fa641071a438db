namespace ChatOrleans.Gateway.Limits;

/// <summary>Makes buckets that gateways share.</summary>
internal static class SharedBuckets
{
    /// <summary>Without an exchange they are this gateway's alone.</summary>
    public static TokenBuckets<TKey> Of<TKey>(
        string name, RateOptions rate, TimeProvider time, LimitExchange? exchange, LimitKeyWriter<TKey> write)
        where TKey : notnull =>
        new(rate, time, others: exchange is null ? null : new SharedLimit<TKey>(exchange, name, write));
}

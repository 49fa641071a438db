namespace ChatOrleans.Grains.Shards;

/// <summary>A set of buckets as PostgreSQL keeps it: one bit each, <c>get_bit</c>'s order.</summary>
internal readonly record struct BucketSet(ReadOnlyMemory<byte> Bits)
{
    public const int Size = Bucket.Count / 8;

    public static BucketSet Empty { get; } = new(new byte[Size]);

    public bool Contains(int bucket) => (Bits.Span[bucket >> 3] >> (bucket & 7) & 1) == 1;

    /// <summary>The buckets in it, ascending.</summary>
    public IEnumerable<int> All()
    {
        var set = this;
        return Enumerable.Range(0, Bucket.Count).Where(set.Contains);
    }

    /// <summary>Whether each bucket is in exactly one of the sets.</summary>
    public static bool IsPartition(ReadOnlySpan<BucketSet> sets)
    {
        if (sets is [var only])
        {
            return !only.Bits.Span.ContainsAnyExcept((byte)0xff);
        }

        for (var i = 0; i < Size; i++)
        {
            byte seen = 0;
            foreach (var set in sets)
            {
                var bits = set.Bits.Span[i];
                if ((seen & bits) != 0)
                {
                    return false;
                }

                seen |= bits;
            }

            if (seen != 0xff)
            {
                return false;
            }
        }

        return true;
    }
}

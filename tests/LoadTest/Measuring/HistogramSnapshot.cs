using System.Text.Json.Serialization;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>A histogram at rest: only the buckets that hold something. Several of the same precision add up.</summary>
internal sealed record HistogramSnapshot
{
    public static HistogramSnapshot Empty { get; } = new() { Bits = Buckets.FineBits, MaxUs = 0, Indexes = [], Counts = [] };

    /// <summary>The precision, see <see cref="Buckets"/>.</summary>
    public required int Bits { get; init; }

    /// <summary>The longest, exact.</summary>
    public required long MaxUs { get; init; }

    /// <summary>The buckets, ascending.</summary>
    public required int[] Indexes { get; init; }

    /// <summary>How many are in each of them.</summary>
    public required long[] Counts { get; init; }

    [JsonIgnore]
    public long Total => Counts.Sum();

    /// <summary>This one and another one together.</summary>
    public HistogramSnapshot Add(HistogramSnapshot other)
    {
        if (Counts.Length == 0 || other.Counts.Length == 0)
        {
            return Counts.Length == 0 ? other : this;
        }

        if (Bits != other.Bits)
        {
            throw new InvalidOperationException($"Histograms of {Bits} and {other.Bits} bits do not add up.");
        }

        var indexes = new List<int>(Indexes.Length + other.Indexes.Length);
        var counts = new List<long>(Indexes.Length + other.Indexes.Length);
        for (int mine = 0, theirs = 0; mine < Indexes.Length || theirs < other.Indexes.Length;)
        {
            var index = Math.Min(
                mine < Indexes.Length ? Indexes[mine] : int.MaxValue,
                theirs < other.Indexes.Length ? other.Indexes[theirs] : int.MaxValue);
            var count = 0L;
            if (mine < Indexes.Length && Indexes[mine] == index)
            {
                count += Counts[mine++];
            }

            if (theirs < other.Indexes.Length && other.Indexes[theirs] == index)
            {
                count += other.Counts[theirs++];
            }

            indexes.Add(index);
            counts.Add(count);
        }

        return new HistogramSnapshot { Bits = Bits, MaxUs = Math.Max(MaxUs, other.MaxUs), Indexes = [.. indexes], Counts = [.. counts] };
    }

    /// <summary>The latency in milliseconds that this share (0 to 1) did not exceed; 0 when there is nothing.</summary>
    public double PercentileMs(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Total));
        var buckets = new Buckets(Bits);
        var below = 0L;
        for (var i = 0; i < Counts.Length; i++)
        {
            below += Counts[i];
            if (below >= rank)
            {
                return Math.Min(buckets.HighestOf(Indexes[i]), MaxUs) / 1000.0;
            }
        }

        return 0;
    }

    public LatencySummary Summarize() => new()
    {
        Count = Total,
        P50Ms = PercentileMs(0.5),
        P90Ms = PercentileMs(0.9),
        P99Ms = PercentileMs(0.99),
        P999Ms = PercentileMs(0.999),
        MaxMs = MaxUs / 1000.0,
    };
}

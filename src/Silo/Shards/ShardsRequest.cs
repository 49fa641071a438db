using System.Globalization;
using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Shards;

namespace ChatOrleans.Silo.Shards;

/// <summary>What the verb <c>shards</c> is asked: <c>--to</c>, and <c>--bucket</c> or <c>--from</c> with <c>--count</c>.</summary>
internal sealed class ShardsRequest
{
    private readonly string? _to;
    private readonly string? _from;
    private readonly int[] _buckets;
    private readonly int? _count;

    private ShardsRequest(string? to, string? from, int[] buckets, int? count) =>
        (_to, _from, _buckets, _count) = (to, from, buckets, count);

    internal static ShardsRequest Read(IConfiguration configuration)
    {
        var count = configuration["count"] is { } text ? Number(text, "count", 1, ShardsVerb.Buckets) : (int?)null;
        return new ShardsRequest(configuration["to"], configuration["from"], ReadBuckets(configuration["bucket"]), count);
    }

    /// <summary>Buckets as ranges, such as <c>0-511, 700</c>.</summary>
    internal static string Describe(IReadOnlyList<int> buckets)
    {
        List<string> ranges = [];
        for (var i = 0; i < buckets.Count;)
        {
            var end = i;
            while (end + 1 < buckets.Count && buckets[end + 1] == buckets[end] + 1)
            {
                end++;
            }

            ranges.Add(end == i ? $"{buckets[i]}" : $"{buckets[i]}-{buckets[end]}");
            i = end + 1;
        }

        return ranges.Count == 0 ? "none" : string.Join(", ", ranges);
    }

    internal string DemandTarget() => _to ?? throw new StartupException("--to is missing; it names a shard.");

    internal IReadOnlyList<int> DemandBuckets() =>
        _buckets.Length > 0 ? _buckets : throw new StartupException("--bucket is missing; it is a number, or a range such as 0-511.");

    /// <summary>The buckets to move: those named, or as many of one shard's as were asked for, its highest first.</summary>
    internal IReadOnlyList<int> Choose(IReadOnlyList<ShardView> shards)
    {
        if (_from is null)
        {
            return DemandBuckets();
        }

        var from = shards.FirstOrDefault(shard => shard.Name == _from)
            ?? throw new StartupException($"--from is '{_from}'; there is no such shard.");
        return [.. from.Buckets.Reverse().Take(_count ?? from.Buckets.Length)];
    }

    private static int[] ReadBuckets(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var ends = text.Split('-', 2);
        var first = Number(ends[0], "bucket", 0, ShardsVerb.Buckets - 1);
        var last = Number(ends[^1], "bucket", first, ShardsVerb.Buckets - 1);
        return [.. Enumerable.Range(first, last - first + 1)];
    }

    private static int Number(string text, string key, int low, int high) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw new StartupException($"--{key} is '{text}'; it must be {low} to {high}.");
}

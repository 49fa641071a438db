using System.Collections.Immutable;

namespace ChatOrleans.Grains.Shards;

/// <summary>A shard as an operator sees it.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Buckets">The buckets that it serves, ascending.</param>
/// <param name="Departing">Those that are leaving it, or whose rows are still to be deleted.</param>
/// <param name="Arriving">Those that are being copied to it, or whose copy was broken off.</param>
/// <param name="Events">About how many events it holds.</param>
/// <param name="Bytes">What the log takes on its disk, indexes included.</param>
public sealed record ShardView(
    string Name,
    ImmutableArray<int> Buckets,
    ImmutableArray<int> Departing,
    ImmutableArray<int> Arriving,
    long Events,
    long Bytes);

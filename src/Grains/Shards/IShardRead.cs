namespace ChatOrleans.Grains.Shards;

/// <summary>One shard's part of an answer.</summary>
internal interface IShardRead
{
    /// <summary>What the shard served in the snapshot of the answer.</summary>
    BucketSet Readable { get; }
}

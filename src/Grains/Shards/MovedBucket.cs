namespace ChatOrleans.Grains.Shards;

/// <summary>A bucket that has moved.</summary>
/// <param name="Bucket">Its number.</param>
/// <param name="From">The shard that had it.</param>
/// <param name="To">The shard that has it.</param>
/// <param name="Threads">The threads in it.</param>
/// <param name="Events">Their events.</param>
/// <param name="Frozen">How long its threads could not be written to.</param>
public sealed record MovedBucket(int Bucket, string From, string To, long Threads, long Events, TimeSpan Frozen);

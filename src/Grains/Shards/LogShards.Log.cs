using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Shards;

internal sealed partial class LogShards
{
    [LoggerMessage(2101, LogLevel.Warning, "A bucket is served by no shard, or by two, for longer than a move takes (bucket {Bucket}).")]
    private partial void LogStuck(int? bucket);
}

using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Retention;

internal sealed partial class RetentionRunner
{
    [LoggerMessage(2411, LogLevel.Information, "On the shard {Shard} {Messages} messages of {Threads} threads were too old and have gone")]
    private static partial void LogCleared(ILogger logger, string shard, int threads, long messages);
}

using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Search;

internal sealed partial class SearchIndexer
{
    [LoggerMessage(2201, LogLevel.Warning, "Messages of shard {Shard} are not indexed: PostgreSQL went away ({Reason}). Searches find them in the log")]
    private static partial void LogOutage(ILogger logger, string shard, string reason);

    [LoggerMessage(2202, LogLevel.Error, "Indexing the messages of shard {Shard} failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception fault, string shard);

    [LoggerMessage(2203, LogLevel.Information, "Messages of shard {Shard} are indexed again")]
    private static partial void LogGoesOn(ILogger logger, string shard);
}

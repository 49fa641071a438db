using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Admin;

internal sealed partial class AdminGrain
{
    [LoggerMessage(1701, LogLevel.Warning, "PostgreSQL went away during an admin's call; the caller gets 'unavailable' ({Reason})")]
    private static partial void LogOutage(ILogger logger, string reason);
}

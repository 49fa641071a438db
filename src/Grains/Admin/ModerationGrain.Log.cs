using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Admin;

internal sealed partial class ModerationGrain
{
    [LoggerMessage(1702, LogLevel.Warning, "PostgreSQL went away during a moderator's call; the caller gets 'unavailable' ({Reason})")]
    private static partial void LogOutage(ILogger logger, string reason);
}

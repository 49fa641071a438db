using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Hosts;

internal sealed partial class HostGrain
{
    [LoggerMessage(1601, LogLevel.Warning, "PostgreSQL went away during a host's call; the caller gets 'unavailable' ({Reason})")]
    private static partial void LogOutage(ILogger logger, string reason);
}

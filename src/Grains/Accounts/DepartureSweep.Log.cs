using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Accounts;

internal sealed partial class DepartureSweep
{
    [LoggerMessage(1312, LogLevel.Debug, "Can't look for people whose threads have yet to be told")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}

using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Exports;

internal sealed partial class ExportGrain
{
    [LoggerMessage(2431, LogLevel.Warning, "PostgreSQL went away during an export's call; the caller gets 'unavailable' ({Reason})")]
    private static partial void LogOutage(ILogger logger, string reason);
}

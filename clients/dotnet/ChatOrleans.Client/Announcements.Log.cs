using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client;

internal sealed partial class Announcements
{
    [LoggerMessage(1, LogLevel.Error, "A handler of the application has thrown.")]
    private static partial void LogHandlerFailed(ILogger logger, Exception exception);
}

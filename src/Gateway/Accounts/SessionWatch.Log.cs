namespace ChatOrleans.Gateway.Accounts;

internal sealed partial class SessionWatch
{
    [LoggerMessage(6101, LogLevel.Warning, "Can't ask which sessions have ended ({Reason}); asks again every second")]
    private static partial void LogFailed(ILogger logger, Exception? fault, string reason);

    [LoggerMessage(6102, LogLevel.Debug, "Can't ask which sessions have ended ({Reason})")]
    private static partial void LogStillFailing(ILogger logger, Exception? fault, string reason);

    [LoggerMessage(6103, LogLevel.Information, "Knows again which sessions have ended")]
    private static partial void LogRecovered(ILogger logger);
}

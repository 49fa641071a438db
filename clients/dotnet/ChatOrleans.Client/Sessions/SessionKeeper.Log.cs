using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client.Sessions;

internal sealed partial class SessionKeeper
{
    [LoggerMessage(101, LogLevel.Information, "The session has ended: {Code}.")]
    private static partial void LogRevoked(ILogger logger, string code);

    [LoggerMessage(102, LogLevel.Error, "The session could not be kept; it ends with this process.")]
    private static partial void LogNotSaved(ILogger logger, Exception exception);

    [LoggerMessage(103, LogLevel.Error, "The session store can't be read.")]
    private static partial void LogNotRead(ILogger logger, Exception exception);
}

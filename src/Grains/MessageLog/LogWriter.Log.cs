using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.MessageLog;

internal sealed partial class LogWriter
{
    [LoggerMessage(2001, LogLevel.Warning, "PostgreSQL can't be reached; what waits is refused as overloaded.")]
    private partial void LogUnreachable(Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "PostgreSQL refused a batch of {Runs} runs ({SqlState}); it was rolled back.")]
    private partial void LogRefused(Exception exception, string sqlState, int runs);

    [LoggerMessage(2003, LogLevel.Error, "The outcome of a batch of {Runs} runs is unknown; what waits is refused as overloaded until it is known.")]
    private partial void LogUnknown(Exception exception, int runs);

    [LoggerMessage(2004, LogLevel.Information, "PostgreSQL stores again, after {Failures} failures.")]
    private partial void LogStoresAgain(int failures);
}

using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client.Commands;

internal sealed partial class OutboxTurns
{
    [LoggerMessage(201, LogLevel.Error, "The outbox could not be written to.")]
    private static partial void LogOutboxFailed(ILogger logger, Exception exception);
}

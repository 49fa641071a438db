using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Webhooks;

internal sealed partial class WebhookLine
{
    [LoggerMessage(1611, LogLevel.Warning, "The webhook {Endpoint} does not take what it is told; it is tried again with pauses")]
    private static partial void LogFailing(ILogger logger, string endpoint);

    [LoggerMessage(1612, LogLevel.Information, "The webhook {Endpoint} takes again what it is told")]
    private static partial void LogRecovered(ILogger logger, string endpoint);

    [LoggerMessage(1613, LogLevel.Warning, "Webhooks can't go on ({Fault}: {Reason}); they do when that is over")]
    private static partial void LogHeldUp(ILogger logger, string fault, string reason);
}

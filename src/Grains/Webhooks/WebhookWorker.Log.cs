using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Webhooks;

internal sealed partial class WebhookWorker
{
    [LoggerMessage(1614, LogLevel.Debug, "Threads that have grown could not be noted for webhooks ({Fault}: {Reason})")]
    private partial void LogNotPassedOn(string fault, string reason);

    [LoggerMessage(1615, LogLevel.Debug, "A bucket could not be compared with what webhooks were told ({Fault}: {Reason})")]
    private partial void LogNotSwept(string fault, string reason);
}

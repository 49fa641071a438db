using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Delivery;

internal sealed partial class OutboxLine
{
    [LoggerMessage(EventId = 3000, Level = LogLevel.Warning,
        Message = "{Count} pushes to gateway {GatewayId} dropped: they come faster than it takes them.")]
    private static partial void LogFull(ILogger logger, Guid gatewayId, int count);

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning,
        Message = "{Count} pushes to gateway {GatewayId} dropped: its queue did not take them.")]
    private static partial void LogFailed(ILogger logger, Exception exception, Guid gatewayId, int count);
}

using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Users;

internal sealed partial class GatewayWatch
{
    [LoggerMessage(1110, LogLevel.Warning, "Gateway {GatewayId} is gone; its {Count} users here are taken offline where it alone held them.")]
    private static partial void LogGone(ILogger logger, Guid gatewayId, int count);

    [LoggerMessage(1111, LogLevel.Error, "Looking after the gateways failed; the next second tries again.")]
    private static partial void LogFailed(ILogger logger, Exception fault);

    [LoggerMessage(1112, LogLevel.Debug, "Queue {Queue} did not say which gateways it carries ({Fault}).")]
    private static partial void LogNotAsked(ILogger logger, long queue, string fault);

    [LoggerMessage(1113, LogLevel.Debug, "A lease on {UserId} could not be ended ({Fault}).")]
    private static partial void LogNotEnded(ILogger logger, UserId userId, string fault);
}

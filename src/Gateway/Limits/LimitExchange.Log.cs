namespace ChatOrleans.Gateway.Limits;

internal sealed partial class LimitExchange
{
    [LoggerMessage(6301, LogLevel.Warning, "Rate limits can't be shared with the other gateways ({Reason}); each gateway counts by itself until they can")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(6302, LogLevel.Information, "Rate limits are shared with the other gateways again")]
    private static partial void LogRecovered(ILogger logger);
}

using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client.Connecting;

internal sealed partial class Connector
{
    [LoggerMessage(301, LogLevel.Information, "There is no connection: {Code} ({Cause}).")]
    private static partial void LogNotConnected(ILogger logger, string code, string cause);
}

namespace ChatOrleans.Gateway.Http;

internal sealed partial class FaultHandler
{
    /// <summary>The endpoint's name, not the URL, which may hold a ticket.</summary>
    [LoggerMessage(6201, LogLevel.Error, "{Method} {Endpoint} failed")]
    private static partial void LogFault(ILogger logger, Exception fault, string method, string? endpoint);
}

namespace ChatOrleans.Gateway.Transport;

internal sealed partial class HubSockets
{
    [LoggerMessage(5130, LogLevel.Error, "A connection ended with a fault.")]
    private partial void LogFailed(Exception fault);
}

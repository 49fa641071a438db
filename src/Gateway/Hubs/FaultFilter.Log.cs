namespace ChatOrleans.Gateway.Hubs;

internal sealed partial class FaultFilter
{
    [LoggerMessage(5000, LogLevel.Information, "{Method} met an outage ({Fault}) and answered unavailable.")]
    private partial void LogOutage(string method, string fault);

    [LoggerMessage(5001, LogLevel.Error, "{Method} failed and answered unavailable.")]
    private partial void LogFault(string method, Exception fault);

    [LoggerMessage(5002, LogLevel.Information, "A connection met an outage ({Fault}) and was closed.")]
    private partial void LogNotConnected(string fault);

    [LoggerMessage(5003, LogLevel.Error, "A connection failed and was closed.")]
    private partial void LogNotConnectedByFault(Exception fault);
}

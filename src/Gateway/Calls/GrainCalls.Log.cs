namespace ChatOrleans.Gateway.Calls;

internal sealed partial class GrainCalls
{
    [LoggerMessage(6001, LogLevel.Warning, "A grain call met an outage ({Fault}: {Reason})")]
    private static partial void LogOutage(ILogger logger, string fault, string reason);
}

namespace ChatOrleans.Gateway.Cluster;

internal sealed partial class SiloListProvider
{
    [LoggerMessage(5301, LogLevel.Information, "The silos, by membership {Version}: {Silos}")]
    private partial void LogSilos(long version, string silos);

    [LoggerMessage(5302, LogLevel.Debug, "A silo did not say which silos there are ({Fault}: {Reason})")]
    private partial void LogNotTold(string fault, string reason);
}

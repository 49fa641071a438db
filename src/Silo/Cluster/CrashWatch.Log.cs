using System.Net;

namespace ChatOrleans.Silo.Cluster;

internal sealed partial class CrashWatch
{
    [LoggerMessage(1010, LogLevel.Warning, "Silo {Silo} has crashed: its port refuses connections. It is declared dead.")]
    private partial void LogCrashed(SiloAddress silo);

    [LoggerMessage(1011, LogLevel.Warning, "Whether the silo at {EndPoint} has crashed can't be told; the probes will")]
    private partial void LogFailed(Exception fault, EndPoint endPoint);
}

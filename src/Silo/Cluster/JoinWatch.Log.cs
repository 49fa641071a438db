namespace ChatOrleans.Silo.Cluster;

internal sealed partial class JoinWatch
{
    [LoggerMessage(1012, LogLevel.Warning, "Silo {Silo} is declared dead: the whole cluster has been silent for more than {Silence}, and accepts no connection.")]
    private partial void LogLost(SiloAddress silo, TimeSpan silence);

    [LoggerMessage(1013, LogLevel.Warning, "Whether the cluster to join is lost can't be told; it is tried again")]
    private partial void LogFailed(Exception fault);
}

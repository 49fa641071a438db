namespace ChatOrleans.Silo.Database;

internal sealed partial class EmbeddedDatabaseWatch
{
    [LoggerMessage(1000, LogLevel.Error, "PostgreSQL ended unexpectedly and is started again. It said:\n{Tail}")]
    private partial void LogDied(string tail);

    [LoggerMessage(1001, LogLevel.Information, "PostgreSQL is back.")]
    private partial void LogBack();

    [LoggerMessage(1002, LogLevel.Critical, "PostgreSQL can't be started again; stopping. {Reason}")]
    private partial void LogLost(string reason);
}

using ChatOrleans.Silo.EmbeddedPostgres;
using Npgsql;

namespace ChatOrleans.Silo.Database;

/// <summary>Brings the embedded server back when it ends unasked; meanwhile callers are told <c>unavailable</c>.</summary>
internal sealed partial class EmbeddedDatabaseWatch(
    EmbeddedPostgresServer server,
    NpgsqlDataSource dataSource,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EmbeddedDatabaseWatch> logger) : BackgroundService
{
    /// <summary>A server that dies at once again and again must not keep a core busy.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await server.Exited.WaitAsync(stoppingToken);
                LogDied(server.LogTail);

                // Each pooled connection is dead, and would be one more failure when somebody takes it out.
                dataSource.Clear();
                NpgsqlConnection.ClearAllPools();
                await Task.Delay(Pause, time, stoppingToken);
                await server.RestartAsync(stoppingToken);
                LogBack();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the server is stopped after it.
        }
        catch (EmbeddedPostgresException exception)
        {
            LogLost(exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }
}

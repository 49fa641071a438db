using ChatOrleans.Grains.Storage;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Scenarios;
using ChatOrleans.Silo.EmbeddedPostgres;
using Npgsql;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>The group commit without SignalR and Orleans.</summary>
internal static class BareLog
{
    /// <summary>In the database that is given, or in an embedded one that is gone afterwards.</summary>
    public static async Task<LogFigures> RunAsync(
        LogSettings settings, string? connection, string? binaries, CancellationToken cancellationToken)
    {
        if (connection is not null)
        {
            return await RunAsync(settings, connection, postgresPid: null, cancellationToken);
        }

        var folder = Path.Combine(Path.GetTempPath(), $"chat-load-{Guid.NewGuid():N}");
        try
        {
            await using var server = await EmbeddedPostgresServer.StartAsync(
                new EmbeddedPostgresOptions { DataFolder = folder, Binaries = binaries }, cancellationToken);
            return await RunAsync(settings, server.ConnectionString, server.ProcessId, cancellationToken);
        }
        catch (EmbeddedPostgresException exception)
        {
            throw new SetUpException(exception.Message, exception);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<LogFigures> RunAsync(
        LogSettings settings, string connectionString, int? postgresPid, CancellationToken cancellationToken)
    {
        try
        {
            await using (var source = NpgsqlDataSource.Create(connectionString))
            {
                await MigrationRunner.RunAsync(source, cancellationToken);
            }

            return await new LogRun(settings, new LatencyHistogram()).RunAsync(connectionString, postgresPid, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or MigrationException or ArgumentException)
        {
            throw new SetUpException($"The database can't be used: {exception.Message}", exception);
        }
    }
}

using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// A private PostgreSQL in a folder of its own, reached through a Unix socket that only its user can open. It ends with
/// this process, however that ends, and a start finds its way past whatever a killed run has left.
/// </summary>
public sealed class EmbeddedPostgresServer : IAsyncDisposable
{
    private const string Database = "chat";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private readonly EmbeddedPostgresOptions _options;
    private readonly ServerAccount _account;
    private readonly DataFolder _folder;
    private readonly PostgresBinaries _binaries;
    private ServerProcess? _process;

    private EmbeddedPostgresServer(
        EmbeddedPostgresOptions options, ServerAccount account, DataFolder folder, PostgresBinaries binaries)
    {
        _options = options;
        _account = account;
        _folder = folder;
        _binaries = binaries;
        ConnectionString = ConnectionStringFor(Database);
    }

    /// <summary>How to reach the database, which exists and is empty after the first start.</summary>
    public string ConnectionString { get; }

    /// <summary>PostgreSQL's version, such as 18.4.</summary>
    public string Version => _binaries.Version;

    /// <summary>Where the files are: the data folder, unless PostgreSQL's user can't reach it.</summary>
    public string Home => _folder.Home;

    /// <summary>The postmaster's process.</summary>
    public int ProcessId => Process.Id;

    /// <summary>Done when the server has ended, asked to or not.</summary>
    public Task Exited => Process.Exited;

    /// <summary>The last lines of the server's log.</summary>
    public string LogTail => Process.Log.ToString();

    private ServerProcess Process => _process ?? throw new InvalidOperationException("The server has not been started.");

    /// <summary>
    /// Starts the server, making its files at the first time; done when it takes connections. Throws
    /// <see cref="EmbeddedPostgresException"/> when that can't be, having undone what it did.
    /// </summary>
    public static async Task<EmbeddedPostgresServer> StartAsync(
        EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (OperatingSystem.IsWindows())
        {
            throw new EmbeddedPostgresException(
                "The embedded PostgreSQL runs on Linux and macOS. On Windows set ConnectionStrings__Chat.");
        }

        var account = new ServerAccount(options.User);
        var folder = await DataFolder.TakeAsync(options.DataFolder, account, cancellationToken);
        try
        {
            var found = await BinariesSearch.FindAsync(options.Binaries, folder.Cluster, cancellationToken);
            var binaries = await BinariesCache.ReachableAsync(found, account, cancellationToken);
            await ClusterFiles.EnsureAsync(folder, binaries, account, cancellationToken);
            var server = new EmbeddedPostgresServer(options, account, folder, binaries);
            await server.LaunchAsync(cancellationToken);
            return server;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Starts it again after it has ended, on the same folder and with the same connection string.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await Process.StopAsync();
        await LaunchAsync(cancellationToken);
    }

    /// <summary>Stops the server with a clean shutdown and gives the folder back. More than once is no more than once.</summary>
    public async Task StopAsync()
    {
        await Process.StopAsync();
        _folder.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(StopAsync());

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        await OrphanedServer.RemoveAsync(_folder, cancellationToken);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            _process = await ServerProcess.StartAsync(_binaries, _folder, _account, _options.Settings, cancellationToken);
            try
            {
                await WaitUntilReadyAsync(_process, clock, cancellationToken);
                return;
            }
            catch (EmbeddedPostgresException) when (IsHeldUp(_process) && clock.Elapsed < _options.StartTimeout)
            {
                // Children of a killed postmaster leave the shared memory as soon as they notice.
                await Task.Delay(PollInterval * 10, cancellationToken);
            }
            catch
            {
                await _process.StopAsync();
                throw;
            }
        }
    }

    private static bool IsHeldUp(ServerProcess process) =>
        process.Exited.IsCompleted
        && process.Log.ToString().Contains("pre-existing shared memory block", StringComparison.Ordinal);

    private async Task WaitUntilReadyAsync(ServerProcess process, Stopwatch clock, CancellationToken cancellationToken)
    {
        var refusal = "it takes no connections";
        while (clock.Elapsed < _options.StartTimeout)
        {
            if (process.Exited.IsCompleted)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL {Version} ended at its start (exit code {await process.Exited}). It said:\n{process.Log}");
            }

            try
            {
                await EnsureDatabaseAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (exception is not PostgresException || exception.IsTransient)
            {
                refusal = exception.Message;
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL {Version} was not ready after {_options.StartTimeout.TotalSeconds:F0} s: {refusal} "
            + $"It said:\n{process.Log}");
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringFor("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var look = new NpgsqlCommand("SELECT FROM pg_database WHERE datname = $1", connection);
        look.Parameters.Add(new() { Value = Database, NpgsqlDbType = NpgsqlDbType.Text });
        await using (var found = await look.ExecuteReaderAsync(cancellationToken))
        {
            if (found.HasRows)
            {
                return;
            }
        }

        await using var create = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private string ConnectionStringFor(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = _folder.Sockets,
            Port = ServerSettings.Port,
            Username = ClusterFiles.Superuser,
            Database = database,
            ApplicationName = "chat",
        }.ConnectionString;
}

using System.Diagnostics;
using ChatOrleans.Silo.EmbeddedPostgres;
using Npgsql;

namespace ChatOrleans.TestKit;

/// <summary>
/// A real PostgreSQL for several processes, in a temporary folder of its own. It listens on a Unix socket, which no cut
/// network link reaches. In the end nothing of it is left.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Each silo may open two pools of a hundred.
    private const string MaxConnections = "700";

    // Where the files are in a server's folder.
    private const string Cluster = "postgres";

    private readonly DirectoryInfo _folder;
    private readonly EmbeddedPostgresServer _server;

    private PostgresServer(DirectoryInfo folder, EmbeddedPostgresServer server)
    {
        _folder = folder;
        _server = server;
    }

    /// <summary>How to reach the database, which is empty after the start.</summary>
    public string ConnectionString => _server.ConnectionString;

    /// <summary>The postmaster's process.</summary>
    public int Id => _server.ProcessId;

    /// <summary>The last lines it wrote.</summary>
    public string Output => _server.LogTail;

    /// <summary>The folder of its socket.</summary>
    public string Sockets => new NpgsqlConnectionStringBuilder(ConnectionString).Host!;

    /// <summary>Starts a server; done when it takes connections.</summary>
    /// <param name="settings">PostgreSQL's own settings, by name.</param>
    public static Task<PostgresServer> StartAsync(IReadOnlyDictionary<string, string>? settings = null) =>
        StartAsync(Directory.CreateTempSubdirectory("chat-postgres-"), settings);

    /// <summary>Starts a server on a base backup, which becomes its own; done when it takes connections.</summary>
    /// <param name="backup">The folder that <see cref="BackUpAsync"/> has made.</param>
    /// <param name="signal"><c>standby.signal</c> or <c>recovery.signal</c>.</param>
    /// <param name="settings">PostgreSQL's own settings, by name.</param>
    public static async Task<PostgresServer> StartAsync(
        DirectoryInfo backup, string signal, IReadOnlyDictionary<string, string> settings)
    {
        await WriteAsync(Path.Combine(backup.FullName, Cluster, signal), "");
        return await StartAsync(backup, settings);
    }

    /// <summary>Takes a base backup while it runs.</summary>
    public async Task<DirectoryInfo> BackUpAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chat-postgres-");
        var copy = Path.Combine(folder.FullName, Cluster);
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using (var begin = new NpgsqlCommand("SELECT pg_backup_start('chat', fast => true)", connection))
        {
            await begin.ExecuteNonQueryAsync();
        }

        // With owners and rights; a file that goes away meanwhile is no failure, since the WAL says so too.
        using var copying = Process.Start("cp", ["-a", Path.Combine(_server.Home, Cluster), copy]);
        await copying.WaitForExitAsync();
        await using var end = new NpgsqlCommand("SELECT labelfile FROM pg_backup_stop()", connection);
        await WriteAsync(Path.Combine(copy, "backup_label"), (string)(await end.ExecuteScalarAsync())!);
        File.Delete(Path.Combine(copy, "postmaster.pid"));
        return folder;
    }

    /// <summary>Stops it with a clean shutdown (SIGINT: what runs is rolled back).</summary>
    public async Task StopAsync()
    {
        Resume();
        await _server.StopAsync();
    }

    /// <summary>Sends SIGKILL to the postmaster, which ends all of its sessions, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Signals.Send(Id, Signals.Kill);
        await _server.Exited;
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>, or stops it and starts it; done when it takes connections.</summary>
    public async Task RestartAsync()
    {
        Resume();
        await _server.RestartAsync(CancellationToken.None);
    }

    /// <summary>Sends SIGSTOP to it and its sessions: connections stay open, and nothing answers.</summary>
    public void Pause()
    {
        // The postmaster first, so that it starts nobody meanwhile.
        Signals.Send(Id, Signals.Stop);
        foreach (var child in Signals.ChildrenOf(Id))
        {
            Signals.Send(child, Signals.Stop);
        }
    }

    /// <summary>Sends SIGCONT to all that <see cref="Pause"/> has stopped.</summary>
    public void Resume()
    {
        if (_server.Exited.IsCompleted)
        {
            return;
        }

        foreach (var child in Signals.ChildrenOf(Id))
        {
            Signals.Send(child, Signals.Continue);
        }

        Signals.Send(Id, Signals.Continue);
    }

    /// <summary>Runs a statement behind the product's back and gives the number of rows it changed.</summary>
    public async Task<int> ExecuteAsync(string statement, params object[] values)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync();
    }

    // PostgreSQL writes to these files, and may run as another user.
    private static async Task WriteAsync(string file, string text)
    {
        await File.WriteAllTextAsync(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                file,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        }
    }

    private static async Task<PostgresServer> StartAsync(DirectoryInfo folder, IReadOnlyDictionary<string, string>? settings)
    {
        try
        {
            var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>(), StringComparer.Ordinal);
            all.TryAdd("max_connections", MaxConnections);
            var options = new EmbeddedPostgresOptions { DataFolder = folder.FullName, Settings = all };
            return new PostgresServer(folder, await EmbeddedPostgresServer.StartAsync(options, CancellationToken.None));
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        _folder.Delete(recursive: true);
    }
}

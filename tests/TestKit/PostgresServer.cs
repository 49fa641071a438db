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

    /// <summary>Starts a server; done when it takes connections.</summary>
    /// <param name="settings">PostgreSQL's own settings, by name.</param>
    public static async Task<PostgresServer> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("chat-postgres-");
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        _folder.Delete(recursive: true);
    }
}

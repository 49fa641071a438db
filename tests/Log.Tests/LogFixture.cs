using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using ChatOrleans.Silo.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Log.Tests;

/// <summary>A real PostgreSQL with the product's schema, and the log on it.</summary>
public sealed class LogFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"chat-log-{Guid.NewGuid():N}");
    private readonly List<PostgresMessageLog> _logs = [];
    private EmbeddedPostgresServer? _server;
    private NpgsqlDataSource? _source;

    public EmbeddedPostgresServer Server => _server!;

    public NpgsqlDataSource Source => _source!;

    internal LogShards Shards => new(Source, Server.ConnectionString, [], TimeProvider.System, NullLogger<LogShards>.Instance);

    internal ThreadStore Store => new(Shards, TimeProvider.System);

    public async Task InitializeAsync()
    {
        _server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = _folder }, CancellationToken.None);
        _source = NpgsqlDataSource.Create(_server.ConnectionString);
        await MigrationRunner.RunAsync(_source, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        foreach (var log in _logs)
        {
            await log.StopAsync(CancellationToken.None);
            await log.DisposeAsync();
        }

        await Source.DisposeAsync();
        await Server.StopAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>A log of its own, as another silo has one.</summary>
    internal async Task<PostgresMessageLog> StartLogAsync(MessageLogOptions? options = null)
    {
        var log = new PostgresMessageLog(
            Shards,
            Options.Create(options ?? new MessageLogOptions()),
            TimeProvider.System,
            new LogMetrics(new Meter(LogMetrics.MeterName)),
            NullLogger<LogWriter>.Instance);
        await log.StartAsync(CancellationToken.None);
        _logs.Add(log);
        return log;
    }

    /// <summary>A thread of two new users, active unless said otherwise.</summary>
    internal async Task<TestThread> NewThreadAsync(bool active = true)
    {
        var (one, other) = (await NewUserAsync(), await NewUserAsync());
        var threadId = await new PairStore(Shards, TimeProvider.System).FindOrCreateAsync(one, other);
        if (active)
        {
            await ExecuteAsync(
                "UPDATE thread_member SET phase = gen_random_uuid() WHERE thread_id = $1", threadId.Value);
        }

        return new TestThread(threadId, one, other);
    }

    internal async Task<List<ThreadEvent>> ReadAsync(ThreadId threadId)
    {
        await using var command = Source.CreateCommand(
            "SELECT seq, type, sender_id, at, client_message_id, text FROM message_log WHERE thread_id = $1 ORDER BY seq");
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        List<ThreadEvent> events = [];
        while (await row.ReadAsync())
        {
            events.Add(new ThreadEvent
            {
                ThreadId = threadId,
                Seq = row.GetInt64(0),
                Type = (EventType)row.GetInt16(1),
                SenderId = new UserId(row.GetGuid(2)),
                At = row.GetDateTime(3),
                ClientMessageId = row.IsDBNull(4) ? null : row.GetString(4),
                Text = row.IsDBNull(5) ? null : row.GetString(5),
            });
        }

        return events;
    }

    internal async Task ExecuteAsync(string statement, params object[] values)
    {
        await using var command = Source.CreateCommand(statement);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Completes once this many others wait for locks, asked through a connection that holds some.</summary>
    internal static async Task BlockedAsync(NpgsqlConnection holder, int count)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()", holder);
        while (await command.ExecuteScalarAsync() is long waiting && waiting < count)
        {
            await using var refresh = new NpgsqlCommand("SELECT pg_stat_clear_snapshot()", holder);
            await refresh.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Cuts every connection of the log's writers, whatever they are doing.</summary>
    internal Task CutWritersAsync() => ExecuteAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chat-log-writer'");

    private async Task<UserId> NewUserAsync()
    {
        var user = UserId.NewRandom();
        await ExecuteAsync(
            "INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at) VALUES ($1, $2, $2, $2, '', now())",
            user.Value,
            user.ToString());
        return user;
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using ChatOrleans.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Outages.Tests;

/// <summary>The product's log, as silos have it, on a database that may go away. It gives up after a second, so that tests are short.</summary>
internal sealed class OutageLog : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly LogShards _shards;
    private readonly List<PostgresMessageLog> _silos = [];

    public OutageLog(string connectionString)
    {
        _source = PostgresSource.CreatePool(connectionString);
        _shards = new LogShards(_source, connectionString, [], TimeProvider.System, NullLogger<LogShards>.Instance);
    }

    /// <summary>Makes the product's schema.</summary>
    public Task MigrateAsync() => MigrationRunner.RunAsync(_source, CancellationToken.None);

    /// <summary>A log of its own, as another silo has one.</summary>
    public async Task<PostgresMessageLog> StartSiloAsync()
    {
        var log = new PostgresMessageLog(
            _shards,
            Options.Create(new MessageLogOptions { CommandTimeout = TimeSpan.FromSeconds(1) }),
            TimeProvider.System,
            new LogMetrics(new Meter(LogMetrics.MeterName)),
            NullLogger<LogWriter>.Instance);
        await log.StartAsync(CancellationToken.None);
        _silos.Add(log);
        return log;
    }

    /// <summary>An active thread of two new users.</summary>
    public async Task<(ThreadId Id, UserId Sender)> NewThreadAsync()
    {
        var (one, other) = (UserId.NewRandom(), UserId.NewRandom());
        foreach (var user in new[] { one, other })
        {
            await ExecuteAsync(
                "INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at) VALUES ($1, $2, $2, $2, '', now())",
                user.Value,
                user.ToString());
        }

        var threadId = await new PairStore(_shards, TimeProvider.System).FindOrCreateAsync(one, other);
        await ExecuteAsync("UPDATE thread_member SET phase = gen_random_uuid() WHERE thread_id = $1", threadId.Value);
        return (threadId, one);
    }

    /// <summary>The thread as one silo has it.</summary>
    public async Task<Sender> WakeAsync(PostgresMessageLog silo, (ThreadId Id, UserId Sender) thread)
    {
        var appender = new ThreadAppender(
            thread.Id, silo, new ThreadStore(_shards, TimeProvider.System), TimeProvider.System, _ => { });
        Assert.True(await appender.LoadAsync());
        return new Sender(appender, thread.Sender);
    }

    /// <summary>What is stored, in order: the seqs have to be 1, 2, 3, …</summary>
    public async Task<List<string>> ReadAsync(ThreadId threadId)
    {
        await using var command = _source.CreateCommand(
            "SELECT seq, client_message_id FROM message_log WHERE thread_id = $1 ORDER BY seq");
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        List<string> ids = [];
        while (await row.ReadAsync())
        {
            Assert.Equal(ids.Count + 1, row.GetInt64(0));
            ids.Add(row.GetString(1));
        }

        return ids;
    }

    /// <summary>The processes of the writers' sessions; with <paramref name="waitEvent"/> those that wait for it.</summary>
    public async Task<int[]> WritersAsync(string? waitEvent = null)
    {
        await using var command = _source.CreateCommand(
            "SELECT coalesce(array_agg(pid), '{}') FROM pg_stat_activity WHERE application_name = 'chat-log-writer' AND ($1::text IS NULL OR wait_event = $1)");
        command.Parameters.Add(new() { Value = (object?)waitEvent ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return (int[])(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Runs a statement behind the product's back.</summary>
    public async Task ExecuteAsync(string statement, params object[] values)
    {
        await using var command = _source.CreateCommand(statement);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection of its own.</summary>
    public ValueTask<NpgsqlConnection> ConnectAsync() => _source.OpenConnectionAsync();

    /// <summary>Sends a signal to a process of PostgreSQL.</summary>
    public static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.StopAsync(CancellationToken.None);
            await silo.DisposeAsync();
        }

        await _source.DisposeAsync();
    }

    /// <summary>Somebody who sends, and sends again with the same id.</summary>
    internal sealed record Sender(ThreadAppender Appender, UserId User)
    {
        public async Task<Result<SendAck>> SendAsync(string id) =>
            (await Appender.SendAsync(User, [new SendCommand { ClientMessageId = id, Text = "text of " + id }]))[0];

        /// <summary>As a client does: until it is stored. What comes before has to be one of the two refusals, with a time to come again.</summary>
        public async Task<SendAck> SendUntilStoredAsync(string id)
        {
            SendAck? ack = null;
            await Until.TrueAsync($"{id} is stored", async () =>
            {
                var answer = await SendAsync(id);
                ack = answer.Value;
                return answer.Ok || !IsOutage(answer.Error);
            });
            return ack!;
        }

        private static bool IsOutage(Refusal refusal)
        {
            Assert.Contains(refusal.Code, (string[])[RefusalCode.Overloaded, RefusalCode.Unavailable]);
            Assert.InRange(refusal.RetryAfterMs!.Value, 1, 60_000);
            return true;
        }
    }
}

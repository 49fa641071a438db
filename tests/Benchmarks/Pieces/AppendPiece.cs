using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Silo.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>
/// Messages of different threads through the group commit into a real PostgreSQL: all are handed in at once, so they make
/// one batch, or one and a first of a few.
/// </summary>
internal sealed class AppendPiece(int rows) : IPiece
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"chat-benchmark-{Guid.NewGuid():N}");
    private readonly Meter _meter = new(LogMetrics.MeterName);
    private readonly AppendLane _lane = new();
    private readonly UserId _sender = UserId.NewRandom();
    private readonly ThreadId[] _threads = [.. Enumerable.Range(0, rows).Select(_ => ThreadId.NewRandom())];
    private readonly Task<AppendOutcome>[] _outcomes = new Task<AppendOutcome>[rows];
    private EmbeddedPostgresServer? _server;
    private NpgsqlDataSource? _source;
    private PostgresMessageLog? _log;
    private long _seq;

    public string Name => $"append {rows}";

    public int Messages => rows;

    public async Task PrepareAsync()
    {
        _server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = _folder }, CancellationToken.None);
        _source = NpgsqlDataSource.Create(_server.ConnectionString);
        await MigrationRunner.RunAsync(_source, CancellationToken.None);

        _log = new PostgresMessageLog(
            new LogShards(_source, _server.ConnectionString, [], TimeProvider.System, NullLogger<LogShards>.Instance),
            Options.Create(new MessageLogOptions()),
            TimeProvider.System,
            new LogMetrics(_meter),
            NullLogger<LogWriter>.Instance);
        await _log.StartAsync(CancellationToken.None);
    }

    public async Task RunAsync()
    {
        _seq++;
        for (var i = 0; i < rows; i++)
        {
            _outcomes[i] = _log!.AppendAsync(_lane, [SampleMessage.Event(_threads[i], _sender, _seq)], phase: null);
        }

        foreach (var outcome in _outcomes)
        {
            if (await outcome != AppendOutcome.Stored)
            {
                throw new InvalidOperationException($"A message was not stored: {await outcome}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_log is not null)
        {
            await _log.StopAsync(CancellationToken.None);
            await _log.DisposeAsync();
        }

        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _meter.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}

using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Users;

/// <summary>
/// Writes presence in batches, one row a user, whatever gathered while the last batch was under way. Presence is a
/// lease: a row that is lost ends by itself, so a full queue drops and a failed batch is not repeated.
/// </summary>
internal sealed partial class PresenceWriter(NpgsqlDataSource source, ILogger<PresenceWriter> logger) : BackgroundService
{
    private const int BatchRows = 500;
    private const int QueueLimit = 50_000;

    private static readonly string Statement = SqlText.Of<PresenceWriter>("write_presence");

    private readonly Channel<(PresenceRow Row, TaskCompletionSource Done)> _queue =
        Channel.CreateBounded<(PresenceRow, TaskCompletionSource)>(
            new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    /// <summary>Rows that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Writes a row in the next batch; completes when it was tried, also when that failed.</summary>
    public Task WriteAsync(PresenceRow row)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite((row, done)) ? done.Task : Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<TaskCompletionSource> waiting = [];
        Dictionary<UserId, PresenceRow> rows = [];
        while (await WaitAsync(stoppingToken))
        {
            while (rows.Count < BatchRows && _queue.Reader.TryRead(out var next))
            {
                rows[next.Row.UserId] = next.Row;
                waiting.Add(next.Done);
            }

            await WriteAsync([.. rows.Values]);
            waiting.ForEach(done => done.SetResult());
            waiting.Clear();
            rows.Clear();
        }
    }

    private async ValueTask<bool> WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await _queue.Reader.WaitToReadAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task WriteAsync(PresenceRow[] rows)
    {
        try
        {
            await using var command = source.CreateCommand(Statement);
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.UserId.Value), NpgsqlDbType.Uuid));
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.OnlineUntil.UtcDateTime), NpgsqlDbType.TimestampTz));
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.LastSeenAt?.UtcDateTime), NpgsqlDbType.TimestampTz));
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.Shared), NpgsqlDbType.Boolean));
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            LogNotWritten(e, rows.Length);
        }
    }

    private static NpgsqlParameter Column<T>(T[] values, NpgsqlDbType type) =>
        new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}

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

    private static readonly string WriteStatement = SqlText.Of<PresenceWriter>("write_presence");
    private static readonly string EndStatement = SqlText.Of<PresenceWriter>("end_presence");

    private readonly Channel<PresenceWrite> _queue =
        Channel.CreateBounded<PresenceWrite>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    /// <summary>Rows that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Writes a row in the next batch; completes when it was tried, with null when that failed.</summary>
    public Task<bool?> WriteAsync(PresenceRow row) => EnqueueAsync(row, isEnd: false);

    /// <summary>Ends a row in the next batch if lists still show the user as online; true when they did, null when it failed.</summary>
    public Task<bool?> EndAsync(PresenceRow row) => EnqueueAsync(row, isEnd: true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Dictionary<UserId, PresenceWrite> writes = [];
        List<PresenceWrite> superseded = [];
        while (await WaitAsync(stoppingToken))
        {
            while (writes.Count < BatchRows && _queue.Reader.TryRead(out var next))
            {
                if (writes.Remove(next.Row.UserId, out var older))
                {
                    superseded.Add(older);
                }

                writes.Add(next.Row.UserId, next);
            }

            var written = await WriteAsync([.. writes.Values.Where(static write => !write.IsEnd).Select(static write => write.Row)]);
            var ended = await EndAsync([.. writes.Values.Where(static write => write.IsEnd).Select(static write => write.Row)]);
            superseded.ForEach(static write => write.Done.SetResult(null));
            foreach (var write in writes.Values)
            {
                write.Done.SetResult(write.IsEnd ? ended?.Contains(write.Row.UserId) : written ? true : null);
            }

            superseded.Clear();
            writes.Clear();
        }
    }

    private Task<bool?> EnqueueAsync(PresenceRow row, bool isEnd)
    {
        var write = new PresenceWrite(row, isEnd, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _queue.Writer.TryWrite(write) ? write.Done.Task : Task.FromResult<bool?>(null);
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

    private async Task<bool> WriteAsync(PresenceRow[] rows)
    {
        if (rows.Length == 0)
        {
            return true;
        }

        try
        {
            await using var command = source.CreateCommand(WriteStatement);
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.UserId.Value), NpgsqlDbType.Uuid));
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.OnlineUntil.UtcDateTime), NpgsqlDbType.TimestampTz));
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.LastSeenAt?.UtcDateTime), NpgsqlDbType.TimestampTz));
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.Shared), NpgsqlDbType.Boolean));
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            return true;
        }
        catch (NpgsqlException e)
        {
            LogNotWritten(e, rows.Length);
            return false;
        }
    }

    private async Task<HashSet<UserId>?> EndAsync(PresenceRow[] rows)
    {
        HashSet<UserId> ended = [];
        if (rows.Length == 0)
        {
            return ended;
        }

        try
        {
            await using var command = source.CreateCommand(EndStatement);
            command.Parameters.Add(Column(Array.ConvertAll(rows, row => row.UserId.Value), NpgsqlDbType.Uuid));
            command.Parameters.Add(new() { Value = rows.Max(row => row.OnlineUntil).UtcDateTime });
            await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await row.ReadAsync(CancellationToken.None))
            {
                _ = ended.Add(new UserId(row.GetGuid(0)));
            }

            return ended;
        }
        catch (NpgsqlException e)
        {
            LogNotWritten(e, rows.Length);
            return null;
        }
    }

    private static NpgsqlParameter Column<T>(T[] values, NpgsqlDbType type) =>
        new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}

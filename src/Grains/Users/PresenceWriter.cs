using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Users;

/// <summary>
/// Writes presence in batches, one row a user, whatever gathered while the last batch was under way. Presence is a
/// lease: a row that is lost ends by itself, so a full queue drops and a failed batch is not repeated. It outlives the
/// silo's grains: one that waited for a row that nobody writes any more would hold up the silo's end.
/// </summary>
internal sealed partial class PresenceWriter(NpgsqlDataSource source, ILogger<PresenceWriter> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private const int BatchRows = 500;
    private const int QueueLimit = 50_000;

    private static readonly string WriteStatement = SqlText.Of<PresenceWriter>("write_presence");
    private static readonly string EndStatement = SqlText.Of<PresenceWriter>("end_presence");

    private readonly Channel<PresenceWrite> _queue =
        Channel.CreateBounded<PresenceWrite>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    private Task _writing = Task.CompletedTask;

    /// <summary>Rows that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Writes a row in the next batch; completes when it was tried, with null when that failed.</summary>
    public Task<bool?> WriteAsync(PresenceRow row) => EnqueueAsync(row, isEnd: false);

    /// <summary>Ends a row in the next batch if lists still show the user as online; true when they did, null when it failed.</summary>
    public Task<bool?> EndAsync(PresenceRow row) => EnqueueAsync(row, isEnd: true);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(PresenceWriter), ServiceLifecycleStage.RuntimeStorageServices, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteAllAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    // Whoever comes later is answered at once that nothing was written.
    private async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.Complete();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAllAsync()
    {
        Dictionary<UserId, PresenceWrite> writes = [];
        List<PresenceWrite> superseded = [];
        while (await _queue.Reader.WaitToReadAsync())
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

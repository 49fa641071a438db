using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>
/// The session that a bucket leaves from. It holds a lock: when it is over, however it ended, what it froze and did not
/// give away is thawed by the silos, and what it would still have said is not heard.
/// </summary>
internal sealed class DepartingSession : IAsyncDisposable
{
    private const int FreezeAttempts = 10;

    // All appends to the shard may wait for as long.
    private const string FreezePatience = "500ms";
    private const string LockNotAvailable = "55P03";

    private static readonly string LockStatement = SqlText.Of<DepartingSession>("lock_source");
    private static readonly string BoundWaitsStatement = SqlText.Of<DepartingSession>("bound_waits");
    private static readonly string LockFenceStatement = SqlText.Of<DepartingSession>("lock_fence");
    private static readonly string FreezeStatement = SqlText.Of<DepartingSession>("freeze");
    private static readonly string RefuseStatement = SqlText.Of<DepartingSession>("refuse");
    private static readonly string GiveStatement = SqlText.Of<DepartingSession>("give");

    private readonly NpgsqlDataSource _source;
    private NpgsqlConnection? _opened;

    private DepartingSession(NpgsqlDataSource source) => _source = source;

    private NpgsqlConnection Connection => _opened ?? throw new InvalidOperationException("The session is not open.");

    public static async Task<DepartingSession> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not pooled: closing it has to end the session, and with it the lock.
        var session = new DepartingSession(PostgresSource.Create(connectionString, settings =>
        {
            settings.ApplicationName = ShardMoves.ApplicationName;
            settings.Pooling = false;
        }));
        try
        {
            session._opened = await session._source.OpenConnectionAsync(cancellationToken);
            await session.ExecuteAsync(LockStatement, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the right to write the bucket away, after the last statement that relies on it.</summary>
    public Task FreezeAsync(int bucket, string target, CancellationToken cancellationToken) => FenceAsync(
        async () => Demand(
            await ExecuteAsync(FreezeStatement, cancellationToken, new() { Value = bucket }, new() { Value = target }),
            "is not served by its source"),
        cancellationToken);

    /// <summary>Serves the bucket no longer, after the last statement that relies on it.</summary>
    public Task RefuseAsync(int bucket, string target, CancellationToken cancellationToken) => FenceAsync(
        () => ExecuteAsync(RefuseStatement, cancellationToken, new() { Value = bucket }, new() { Value = target }),
        cancellationToken);

    /// <summary>Gives the frozen bucket away. From here on only its target, or undoing the move, can serve it.</summary>
    public async Task GiveAsync(int bucket) => Demand(
        await ExecuteAsync(GiveStatement, CancellationToken.None, new NpgsqlParameter { Value = bucket }),
        "was thawed before it was copied");

    public async ValueTask DisposeAsync()
    {
        if (_opened is not null)
        {
            await _opened.DisposeAsync();
        }

        await _source.DisposeAsync();
    }

    private async Task FenceAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await Connection.BeginTransactionAsync(cancellationToken);
            try
            {
                await ExecuteAsync(BoundWaitsStatement, cancellationToken, new NpgsqlParameter { Value = FreezePatience });
                await ExecuteAsync(LockFenceStatement, cancellationToken);
                await change();
                await transaction.CommitAsync(CancellationToken.None);
                return;
            }
            catch (PostgresException e) when (e.SqlState == LockNotAvailable && attempt < FreezeAttempts)
            {
                await transaction.RollbackAsync(CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState == LockNotAvailable)
            {
                throw new BucketMoveException(
                    "The bucket can't be frozen: something holds the source's tables for long, such as a dump.", e);
            }
        }
    }

    private static void Demand(int rows, string otherwise)
    {
        if (rows != 1)
        {
            throw new BucketMoveException($"The bucket {otherwise}.");
        }
    }

    private async Task<int> ExecuteAsync(
        string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(statement, Connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

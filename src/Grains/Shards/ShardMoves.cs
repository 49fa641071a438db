using System.Collections.Immutable;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>
/// Moves buckets from shard to shard while they are used. What each database says of itself is all that is known: a run
/// that broke off at any point is settled by the next one, which brings the bucket back to its source unless the target
/// serves it already.
/// </summary>
public sealed class ShardMoves : IAsyncDisposable
{
    /// <summary>What the sessions of a move call themselves.</summary>
    internal const string ApplicationName = "chat-shards";

    private static readonly string LockStatement = SqlText.Of<ShardMoves>("lock_moves");
    private static readonly string DeparturesStatement = SqlText.Of<ShardMoves>("departures");
    private static readonly string ArrivalsStatement = SqlText.Of<ShardMoves>("arrivals");
    private static readonly string SizeStatement = SqlText.Of<ShardMoves>("size");

    private readonly List<LogShard> _shards;
    private NpgsqlConnection? _lock;

    private ShardMoves(List<LogShard> shards) => _shards = shards;

    /// <summary>
    /// Opens the home database and the shards of <c>Chat:Log:Shards</c>. Throws <see cref="BucketMoveException"/> for
    /// <paramref name="toMove"/> while another process moves.
    /// </summary>
    public static async Task<ShardMoves> OpenAsync(
        string homeConnectionString, IConfiguration configuration, bool toMove, CancellationToken cancellationToken)
    {
        List<LogShard> shards = [new(0, LogShard.Home, homeConnectionString, Connect(homeConnectionString))];
        shards.AddRange(ShardSetup.Read(configuration)
            .OrderBy(shard => shard.Key, StringComparer.Ordinal)
            .Select((shard, i) => new LogShard(i + 1, shard.Key, shard.Value, Connect(shard.Value))));
        var moves = new ShardMoves(shards);
        try
        {
            if (toMove)
            {
                await moves.LockAsync(cancellationToken);
            }

            return moves;
        }
        catch
        {
            await moves.DisposeAsync();
            throw;
        }
    }

    /// <summary>What each shard holds.</summary>
    public async Task<ImmutableArray<ShardView>> ListAsync(CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<ShardView>();
        foreach (var shard in _shards)
        {
            var state = await ShardState.ReadAsync(shard.Source, cancellationToken);
            await using var command = shard.Source.CreateCommand(SizeStatement);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            views.Add(new ShardView(
                shard.Name,
                [.. state.Readable.All()],
                [.. (await ReadMovesAsync(shard, DeparturesStatement, cancellationToken)).Select(move => move.Bucket)],
                [.. (await ReadMovesAsync(shard, ArrivalsStatement, cancellationToken)).Select(move => move.Bucket)],
                row.GetInt64(1),
                row.GetInt64(0)));
        }

        return views.DrainToImmutable();
    }

    /// <summary>
    /// Settles what runs before this one have left: a bucket that its target serves is deleted at its source, any other
    /// is served by its source again and deleted at its target. Says how many there were.
    /// </summary>
    public async Task<int> SettleAsync(CancellationToken cancellationToken)
    {
        var settled = 0;
        foreach (var shard in _shards)
        {
            foreach (var (bucket, target) in await ReadMovesAsync(shard, DeparturesStatement, cancellationToken))
            {
                await SettleAsync(bucket, shard, Find(target), cancellationToken);
                settled++;
            }
        }

        foreach (var shard in _shards)
        {
            // What has not even been frozen at its source.
            foreach (var (bucket, _) in await ReadMovesAsync(shard, ArrivalsStatement, cancellationToken))
            {
                var to = new BucketDatabase(shard.Source, shard.Name, bucket);
                await to.CallOffAsync(cancellationToken);
                await to.EraseAsync(cancellationToken);
                settled++;
            }
        }

        return settled;
    }

    /// <summary>
    /// Moves a bucket; null when it is there already. Broken off, the bucket is served by its source again; killed, by
    /// the next run or before.
    /// </summary>
    public async Task<MovedBucket?> MoveAsync(int bucket, string to, CancellationToken cancellationToken)
    {
        var target = Find(to);
        await SettleAsync(cancellationToken);
        var servers = await ReadServersAsync(bucket, cancellationToken);
        if (servers is not [var source])
        {
            throw new BucketMoveException(
                $"Bucket {bucket} is served by {(servers.Count == 0 ? "no shard" : string.Join(" and ", servers))}; the verb "
                + "'shards assign' says who is right.");
        }

        if (source == target)
        {
            return null;
        }

        try
        {
            return await BucketMove.RunAsync(bucket, source, target, cancellationToken);
        }
        catch
        {
            // The reason is what the caller wants to hear; what can't be undone now is by the next run.
            await Task.WhenAny(SettleAsync(bucket, source, target, CancellationToken.None));
            throw;
        }
    }

    /// <summary>
    /// Has a shard serve a bucket and no other, with whatever rows it holds: for after a restore, when a bucket is served
    /// by two shards or by none.
    /// </summary>
    public async Task AssignAsync(int bucket, string to, CancellationToken cancellationToken)
    {
        var target = Find(to);
        foreach (var shard in _shards.Where(shard => shard != target))
        {
            await using var session = await DepartingSession.OpenAsync(shard.ConnectionString, cancellationToken);
            await session.RefuseAsync(bucket, to, cancellationToken);
        }

        var database = new BucketDatabase(target.Source, target.Name, bucket);
        await database.ServeAsync(cancellationToken);
        await database.DepartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }

        foreach (var shard in _shards)
        {
            await shard.Source.DisposeAsync();
        }
    }

    private async Task LockAsync(CancellationToken cancellationToken)
    {
        // The pool goes with this object, and the session, with its lock, goes with the pool.
        _lock = await _shards[0].Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(LockStatement, _lock);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            throw new BucketMoveException("Another process is moving buckets.");
        }
    }

    // Copying takes as long as it takes.
    private static NpgsqlDataSource Connect(string connectionString) => PostgresSource.Create(connectionString, settings =>
    {
        settings.ApplicationName = ApplicationName;
        settings.CommandTimeout = 0;
    });

    private async Task<List<LogShard>> ReadServersAsync(int bucket, CancellationToken cancellationToken)
    {
        List<LogShard> servers = [];
        foreach (var shard in _shards)
        {
            if (await new BucketDatabase(shard.Source, shard.Name, bucket).IsServedAsync(cancellationToken))
            {
                servers.Add(shard);
            }
        }

        return servers;
    }

    private async Task SettleAsync(int bucket, LogShard source, LogShard target, CancellationToken cancellationToken)
    {
        var (from, to) = (new BucketDatabase(source.Source, source.Name, bucket), new BucketDatabase(target.Source, target.Name, bucket));

        // Waits for a run whose connection to the source is still there.
        await using var session = await DepartingSession.OpenAsync(source.ConnectionString, cancellationToken);
        await to.CallOffAsync(cancellationToken);
        if ((await ReadServersAsync(bucket, cancellationToken)).TrueForAll(server => server == source))
        {
            await from.ServeAsync(cancellationToken);
            await to.EraseAsync(cancellationToken);
        }
        else
        {
            await from.EraseAsync(cancellationToken);
        }

        await from.DepartAsync(cancellationToken);
    }

    private static async Task<List<(int Bucket, string Shard)>> ReadMovesAsync(
        LogShard shard, string statement, CancellationToken cancellationToken)
    {
        await using var command = shard.Source.CreateCommand(statement);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        List<(int, string)> moves = [];
        while (await row.ReadAsync(cancellationToken))
        {
            moves.Add((row.GetInt32(0), row.GetString(1)));
        }

        return moves;
    }

    private LogShard Find(string name) => _shards.Find(shard => shard.Name == name)
        ?? throw new BucketMoveException($"There is no shard '{name}' in Chat:Log:Shards.");
}

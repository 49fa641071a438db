using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>
/// The databases that hold threads, and this silo's idea of which serves what. The idea may be old: every statement that
/// touches a thread says itself, in its own snapshot, whether its database serves the thread, and where it does not, the
/// shards are asked again.
/// </summary>
internal sealed partial class LogShards : ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    // A bucket is without a server for some milliseconds while it moves; a bucket that is frozen for longer is an outage.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1_500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan TellsEvery = TimeSpan.FromSeconds(10);

    private readonly LogShard[] _all;
    private readonly TimeProvider _time;
    private readonly ILogger<LogShards> _logger;
    private readonly Lock _gate = new();
    private Task? _refresh;
    private long _toldAt;
    private volatile LogShard[] _owners;

    /// <param name="home">The home database.</param>
    /// <param name="homeConnectionString">Where it is.</param>
    /// <param name="others">The other shards, by name.</param>
    /// <param name="time">What waiting goes by.</param>
    /// <param name="logger">Where it says that a bucket is stuck.</param>
    public LogShards(
        NpgsqlDataSource home,
        string homeConnectionString,
        IEnumerable<(string Name, string ConnectionString, NpgsqlDataSource Source)> others,
        TimeProvider time,
        ILogger<LogShards> logger)
    {
        _all =
        [
            new LogShard(0, LogShard.Home, homeConnectionString, home),
            .. others.OrderBy(other => other.Name, StringComparer.Ordinal)
                .Select((other, i) => new LogShard(i + 1, other.Name, other.ConnectionString, other.Source)),
        ];
        _time = time;
        _logger = logger;
        _owners = new LogShard[Bucket.Count];
        Array.Fill(_owners, _all[0]);
    }

    /// <summary>All of them, the home database first.</summary>
    public IReadOnlyList<LogShard> All => _all;

    /// <summary>Where accounts, presence and pairs are.</summary>
    public NpgsqlDataSource Home => _all[0].Source;

    /// <summary>Whether there are others than the home database.</summary>
    public bool Several => _all.Length > 1;

    /// <summary>The shard that served the thread when the shards were last asked.</summary>
    public LogShard Of(ThreadId threadId) => _all.Length == 1 ? _all[0] : _owners[Bucket.Of(threadId)];

    /// <summary>
    /// Does something at the thread's shard; it is done again elsewhere, or later, as long as it comes back with
    /// <c>Served</c> false. Throws <see cref="BucketMovingException"/> when that lasts.
    /// </summary>
    public async Task<T> AtAsync<T>(ThreadId threadId, Func<LogShard, Task<(bool Served, T Value)>> act)
    {
        for (long? refusedAt = null; ;)
        {
            var shard = Of(threadId);
            var (served, value) = await act(shard);
            if (served)
            {
                return value;
            }

            if (Of(threadId) == shard)
            {
                await AskAgainAsync(refusedAt ??= _time.GetTimestamp(), Bucket.Of(threadId));
            }
        }
    }

    /// <summary>
    /// Reads from all shards at once, one snapshot each, until the parts hold every bucket exactly once: a bucket that
    /// moves meanwhile is in none of them, or in two.
    /// </summary>
    public async Task<T[]> OfAllAsync<T>(Func<LogShard, Task<T>> read)
        where T : IShardRead
    {
        for (long? refusedAt = null; ;)
        {
            T[] parts = _all.Length == 1 ? [await read(_all[0])] : await Task.WhenAll(_all.Select(read));
            if (BucketSet.IsPartition([.. parts.Select(part => part.Readable)]))
            {
                return parts;
            }

            await AskAgainAsync(refusedAt ??= _time.GetTimestamp(), bucket: null);
        }
    }

    /// <summary>Asks the shards what they serve; those who ask at once share the answer.</summary>
    public Task RefreshAsync()
    {
        lock (_gate)
        {
            // Not on the scheduler of the grain that happens to ask first.
            return _refresh ??= Task.Run(RefreshOnceAsync);
        }
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(LogShards),
        ServiceLifecycleStage.RuntimeServices,
        _ => Several ? RefreshAsync() : Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        // The home database's is the silo's.
        foreach (var shard in _all[1..])
        {
            await shard.Source.DisposeAsync();
        }
    }

    // Patience counts from the first refusal, and whoever has asked tries once more, however long the asking took.
    private async Task AskAgainAsync(long refusedAt, int? bucket)
    {
        if (_time.GetElapsedTime(refusedAt) > Patience)
        {
            Tell(bucket);
            throw new BucketMovingException("A bucket is served by no shard, or by two.");
        }

        var before = _owners;
        await RefreshAsync();
        if (bucket is not { } one || _owners[one] == before[one])
        {
            await Task.Delay(Pause, _time);
        }
    }

    // Until it is mended, every call that needs the bucket fails for the same reason.
    private void Tell(int? bucket)
    {
        lock (_gate)
        {
            if (_toldAt != 0 && _time.GetElapsedTime(_toldAt) < TellsEvery)
            {
                return;
            }

            _toldAt = _time.GetTimestamp();
        }

        LogStuck(bucket);
    }

    private async Task RefreshOnceAsync()
    {
        try
        {
            var served = await Task.WhenAll(_all.Select(shard => shard.AskAsync()));
            var owners = (LogShard[])_owners.Clone();
            for (var bucket = 0; bucket < Bucket.Count; bucket++)
            {
                // One that moves this very moment may be in two or in none; whoever is sent astray asks again.
                for (var i = 0; i < _all.Length; i++)
                {
                    if (served[i].Contains(bucket))
                    {
                        owners[bucket] = _all[i];
                    }
                }
            }

            _owners = owners;
        }
        finally
        {
            lock (_gate)
            {
                _refresh = null;
            }
        }
    }
}

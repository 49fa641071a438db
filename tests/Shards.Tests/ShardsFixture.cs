using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using ChatOrleans.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>A home database and a shard <c>b</c>, each on a PostgreSQL of its own; all buckets are at home at first.</summary>
public sealed class ShardsFixture : IAsyncLifetime
{
    public const string Other = "b";

    private readonly List<PostgresMessageLog> _logs = [];
    private readonly List<LogShards> _maps = [];
    private readonly LogMetrics _metrics = new(new Meter(LogMetrics.MeterName));
    private PostgresServer? _homeServer;
    private PostgresServer? _otherServer;
    private NpgsqlDataSource? _home;
    private NpgsqlDataSource? _other;

    public PostgresServer HomeServer => _homeServer!;

    public PostgresServer OtherServer => _otherServer!;

    public NpgsqlDataSource HomeSource => _home!;

    public NpgsqlDataSource OtherSource => _other!;

    /// <summary>The configuration as a silo has it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["ConnectionStrings__Chat"] = HomeServer.ConnectionString,
        ["Chat__Log__Shards__" + Other] = OtherServer.ConnectionString,
    };

    internal IConfiguration Configuration => ConfigurationOf((Other, OtherServer.ConnectionString));

    public async Task InitializeAsync()
    {
        var servers = await Task.WhenAll(PostgresServer.StartAsync(), PostgresServer.StartAsync());
        (_homeServer, _otherServer) = (servers[0], servers[1]);
        _home = NpgsqlDataSource.Create(HomeServer.ConnectionString);
        _other = NpgsqlDataSource.Create(OtherServer.ConnectionString);
        await MigrationRunner.RunAsync(HomeSource, CancellationToken.None);
        await ShardSetup.MigrateAsync(HomeSource, Configuration, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        foreach (var log in _logs)
        {
            await log.StopAsync(CancellationToken.None);
            await log.DisposeAsync();
        }

        foreach (var map in _maps)
        {
            await map.Home.DisposeAsync();
            await map.DisposeAsync();
        }

        await HomeSource.DisposeAsync();
        await OtherSource.DisposeAsync();
        await HomeServer.DisposeAsync();
        await OtherServer.DisposeAsync();
    }

    internal static IConfiguration ConfigurationOf(params (string Name, string ConnectionString)[] shards) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(shards.Select(shard =>
                KeyValuePair.Create($"Chat:Log:Shards:{shard.Name}", (string?)shard.ConnectionString)))
            .Build();

    /// <summary>What a silo believes of the shards, with connections of its own.</summary>
    internal LogShards NewMap()
    {
        var map = new LogShards(
            PostgresSource.CreatePool(HomeServer.ConnectionString),
            HomeServer.ConnectionString,
            [(Other, OtherServer.ConnectionString, PostgresSource.CreatePool(OtherServer.ConnectionString))],
            TimeProvider.System,
            NullLogger<LogShards>.Instance);
        _maps.Add(map);
        return map;
    }

    /// <summary>A log as another silo has one.</summary>
    internal async Task<PostgresMessageLog> StartLogAsync(LogShards map, MessageLogOptions? options = null)
    {
        var log = new PostgresMessageLog(
            map, Options.Create(options ?? new MessageLogOptions()), TimeProvider.System, _metrics, NullLogger<LogWriter>.Instance);
        await log.StartAsync(CancellationToken.None);
        _logs.Add(log);
        return log;
    }

    internal Task<ShardMoves> OpenMovesAsync() =>
        ShardMoves.OpenAsync(HomeServer.ConnectionString, Configuration, toMove: true, CancellationToken.None);

    /// <summary>Moves a bucket; the verb does the same.</summary>
    internal async Task MoveAsync(int bucket, string to)
    {
        await using var moves = await OpenMovesAsync();
        await moves.MoveAsync(bucket, to, CancellationToken.None);
    }

    /// <summary>The database that a shard's name stands for.</summary>
    internal NpgsqlDataSource SourceOf(string shard) => shard == Other ? OtherSource : HomeSource;

    /// <summary>A user who can be somebody's peer.</summary>
    internal async Task<UserId> NewUserAsync()
    {
        var user = UserId.NewRandom();
        await HomeServer.ExecuteAsync(
            "INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at) VALUES ($1, $2, $2, $2, '', now())",
            user.Value,
            user.Value.ToString("N"));
        return user;
    }

    /// <summary>An active thread of two users in a bucket, which is at home now.</summary>
    internal async Task<TestThread> NewThreadAsync(int bucket, UserId? one = null)
    {
        var members = new[] { one ?? await NewUserAsync(), await NewUserAsync() };
        var id = new ThreadId(InBucket(bucket));
        await HomeServer.ExecuteAsync(
            "INSERT INTO thread (thread_id, user_low, user_high, created_at) VALUES ($1, LEAST($2, $3), GREATEST($2, $3), now())",
            id.Value,
            members[0].Value,
            members[1].Value);
        await HomeServer.ExecuteAsync(
            """
            INSERT INTO thread_member (thread_id, user_id, peer_id, phase, activity_at)
            SELECT $1, m.user_id, m.peer_id, gen_random_uuid(), now()
            FROM (VALUES ($2::uuid, $3::uuid), ($3::uuid, $2::uuid)) AS m (user_id, peer_id)
            """,
            id.Value,
            members[0].Value,
            members[1].Value);
        return new TestThread(id, members[0], members[1]);
    }

    /// <summary>What a shard has of a thread, whether it serves it or not.</summary>
    internal async Task<List<ThreadEvent>> ReadAsync(string shard, ThreadId threadId)
    {
        await using var command = SourceOf(shard).CreateCommand(
            "SELECT seq, type, sender_id, at, client_message_id, text, target_seq, NULL::jsonb FROM message_log WHERE thread_id = $1 ORDER BY seq");
        command.Parameters.Add(new() { Value = threadId.Value });
        await using var row = await command.ExecuteReaderAsync();
        List<ThreadEvent> events = [];
        while (await row.ReadAsync())
        {
            events.Add(EventRow.Read(row, 0, threadId, attachments: 7));
        }

        return events;
    }

    /// <summary>The shards that serve a bucket.</summary>
    internal async Task<string[]> ServersOfAsync(int bucket)
    {
        List<string> servers = [];
        foreach (var shard in (string[])[LogShard.Home, Other])
        {
            if ((await ShardState.ReadAsync(SourceOf(shard), CancellationToken.None)).Readable.Contains(bucket))
            {
                servers.Add(shard);
            }
        }

        return [.. servers];
    }

    /// <summary>The rows of a bucket that a shard has: members, events, what has become of messages, reactions.</summary>
    internal async Task<long> RowsOfAsync(string shard, int bucket)
    {
        await using var command = SourceOf(shard).CreateCommand(
            """
            SELECT (SELECT count(*) FROM thread_member WHERE thread_bucket(thread_id) = $1)
                 + (SELECT count(*) FROM message_log WHERE thread_bucket(thread_id) = $1)
                 + (SELECT count(*) FROM message_change WHERE thread_bucket(thread_id) = $1)
                 + (SELECT count(*) FROM reaction WHERE thread_bucket(thread_id) = $1)
                 + (SELECT count(*) FROM attachment WHERE thread_bucket(thread_id) = $1)
            """);
        command.Parameters.Add(new() { Value = bucket });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Guid InBucket(int bucket)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes, bigEndian: true, out _);
        var first = Bucket.First(bucket).ToByteArray(bigEndian: true);
        bytes[0] = first[0];
        bytes[1] = (byte)(first[1] | (bytes[1] & 0x3f));
        return new Guid(bytes, bigEndian: true);
    }
}

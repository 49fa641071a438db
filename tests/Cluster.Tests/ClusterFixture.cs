using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using ChatOrleans.Silo.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ChatOrleans.Cluster.Tests;

/// <summary>A real PostgreSQL with the product's schema, and a cluster on it where a user has one active thread at most.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"chat-cluster-{Guid.NewGuid():N}");
    private EmbeddedPostgresServer? _server;
    private NpgsqlDataSource? _source;
    private ChatCluster? _cluster;

    internal ChatCluster Cluster => _cluster!;

    internal NpgsqlDataSource Source => _source!;

    public async Task InitializeAsync()
    {
        _server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = _folder }, CancellationToken.None);
        _source = NpgsqlDataSource.Create(_server.ConnectionString);
        await MigrationRunner.RunAsync(_source, CancellationToken.None);
        _cluster = await StartClusterAsync(maxActiveThreads: 1);
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Source.DisposeAsync();
        await _server!.StopAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Another cluster on the same database.</summary>
    internal Task<ChatCluster> StartClusterAsync(int maxActiveThreads, TimeSpan reopenCooldown = default) =>
        ChatCluster.StartAsync(_server!.ConnectionString, maxActiveThreads, reopenCooldown);

    internal async Task ExecuteAsync(string statement, params UserId[] users)
    {
#pragma warning disable CA2100 // The statements are the tests' own constants.
        await using var command = Source.CreateCommand(statement);
#pragma warning restore CA2100
        foreach (var user in users)
        {
            command.Parameters.Add(new() { Value = user.Value });
        }

        await command.ExecuteNonQueryAsync();
    }

    internal async Task<UserId> NewUserAsync()
    {
        var user = UserId.NewRandom();
        await using var command = Source.CreateCommand(
            "INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at) VALUES ($1, $2, $2, $2, '', now())");
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = HandleOf(user) });
        await command.ExecuteNonQueryAsync();
        return user;
    }

    /// <summary>New users; claims are taken in the order of their ids, and so they come.</summary>
    internal async Task<UserId[]> NewUsersAsync(int count)
    {
        var users = new UserId[count];
        for (var i = 0; i < count; i++)
        {
            users[i] = await NewUserAsync();
        }

        return [.. users.OrderBy(user => user.Value)];
    }

    /// <summary>The thread of two users, which nothing has happened in.</summary>
    internal Task<ThreadId> NewThreadAsync(UserId one, UserId other) =>
        new PairStore(
            new LogShards(Source, _server!.ConnectionString, [], TimeProvider.System, NullLogger<LogShards>.Instance),
            TimeProvider.System).FindOrCreateAsync(one, other);

    internal static string HandleOf(UserId user) => user.Value.ToString("N");

    /// <summary>Holds back every commit of the log until disposed of; reading goes on.</summary>
    internal Task<HeldCommits> HoldCommitsAsync() => HeldCommits.BeginAsync(Source);

    /// <summary>What PostgreSQL has of the threads of these users.</summary>
    internal Task<StoredThreads> ReadAsync(params UserId[] users) => StoredThreads.ReadAsync(Source, users);
}

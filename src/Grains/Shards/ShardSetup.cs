using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>Makes databases shards of a home, and makes sure before a silo starts that they are.</summary>
public static class ShardSetup
{
    private static readonly string JoinStatement = SqlText.Of<ShardState>("join");
    private static readonly string KnowStatement = SqlText.Of<ShardState>("know");
    private static readonly string KnownStatement = SqlText.Of<ShardState>("known");

    /// <summary>
    /// Migrates every shard of <c>Chat:Log:Shards</c> and joins it to the home database, which is migrated already. Any
    /// number of processes may do so at once and again.
    /// </summary>
    public static async Task MigrateAsync(
        NpgsqlDataSource home, IConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(home);
        var own = await ShardState.ReadAsync(home, cancellationToken);
        foreach (var (name, connectionString) in Read(configuration))
        {
            await UseAsync(name, connectionString, async source =>
            {
                await MigrationRunner.RunAsync(source, cancellationToken);
                await JoinAsync(source, name, own.HomeId, cancellationToken);
                var state = await ShardState.ReadAsync(source, cancellationToken);
                Check(name, state, own);
                await using var know = home.CreateCommand(KnowStatement);
                know.Parameters.Add(new() { Value = name });
                know.Parameters.Add(new() { Value = state.Identity });
                await know.ExecuteNonQueryAsync(cancellationToken);
            });
        }
    }

    /// <summary>
    /// Throws <see cref="MigrationException"/> unless every configured shard is migrated and joined, and every shard that
    /// holds threads is configured.
    /// </summary>
    public static async Task VerifyAsync(
        NpgsqlDataSource home, IConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(home);
        var own = await ShardState.ReadAsync(home, cancellationToken);
        if (own.Name != LogShard.Home)
        {
            throw new MigrationException(
                $"The database is the shard '{own.Name}' of another home database; ConnectionStrings:Chat is that one's.");
        }

        var known = await ReadKnownAsync(home, cancellationToken);
        var configured = Read(configuration);
        List<BucketSet> readable = [own.Readable];
        foreach (var (name, connectionString) in configured)
        {
            await UseAsync(name, connectionString, async source =>
            {
                await MigrationRunner.VerifyAsync(source, cancellationToken);
                var state = await ShardState.ReadAsync(source, cancellationToken);
                Check(name, state, own);
                readable.Add(state.Readable);
            });
            if (!known.Contains(name))
            {
                throw new MigrationException($"The shard '{name}' has not joined yet. Run the verb 'migrate' first.");
            }
        }

        // A shard that has no bucket yet may be missing.
        var missing = known.Where(name => !configured.ContainsKey(name)).ToList();
        if (missing.Count > 0 && Enumerable.Range(0, Bucket.Count).Any(bucket => !readable.Any(set => set.Contains(bucket))))
        {
            throw new MigrationException(
                $"Threads are on other shards as well ({string.Join(", ", missing)}); set "
                + $"{MessageLogOptions.Section}:{nameof(MessageLogOptions.Shards)}:{missing[0]} to the connection string.");
        }
    }

    /// <summary>The configured shards, checked.</summary>
    internal static IReadOnlyDictionary<string, string> Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(MessageLogOptions.Section).Get<MessageLogOptions>() ?? new MessageLogOptions();
        var result = new MessageLogOptionsValidator().Validate(name: null, options);
        return result.Failed ? throw new MigrationException(result.FailureMessage) : options.Shards;
    }

    private static async Task JoinAsync(NpgsqlDataSource source, string name, Guid homeId, CancellationToken cancellationToken)
    {
        await using var join = source.CreateCommand(JoinStatement);
        join.Parameters.Add(new() { Value = name });
        join.Parameters.Add(new() { Value = homeId });
        await join.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Check(string name, ShardState state, ShardState home)
    {
        if (state.HomeId == home.HomeId && state.Name == name)
        {
            return;
        }

        throw new MigrationException(state switch
        {
            { Name: LogShard.Home } when state.HomeId == home.HomeId => $"The shard '{name}' is the home database itself.",
            { Name: LogShard.Home } =>
                $"The database of the shard '{name}' has not joined: run the verb 'migrate'. It joins only while it holds nothing.",
            _ when state.HomeId == home.HomeId => $"The database of the shard '{name}' is the shard '{state.Name}'.",
            _ => $"The database of the shard '{name}' is a shard of another home database.",
        });
    }

    private static async Task<HashSet<string>> ReadKnownAsync(NpgsqlDataSource home, CancellationToken cancellationToken)
    {
        await using var command = home.CreateCommand(KnownStatement);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        HashSet<string> known = new(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
        {
            known.Add(row.GetString(0));
        }

        return known;
    }

    private static async Task UseAsync(string name, string connectionString, Func<NpgsqlDataSource, Task> use)
    {
        try
        {
            await using var source = PostgresSource.Create(connectionString, static _ => { });
            await use(source);
        }
        catch (Exception exception) when (exception is NpgsqlException or MigrationException)
        {
            throw new MigrationException($"Shard '{name}': {exception.Message}", exception);
        }
    }
}

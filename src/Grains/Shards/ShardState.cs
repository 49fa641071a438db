using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>What a database says of itself as a shard.</summary>
/// <param name="Name">The name under which it joined.</param>
/// <param name="HomeId">The home that it joined.</param>
/// <param name="Readable">The buckets whose reads it answers.</param>
/// <param name="Writable">The buckets that it takes appends of.</param>
/// <param name="Identity">The history that it is.</param>
internal sealed record ShardState(string Name, Guid HomeId, BucketSet Readable, BucketSet Writable, string Identity)
{
    private static readonly string Statement = SqlText.Of<ShardState>("shard_identity");

    public static async Task<ShardState> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Statement);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new ShardState(
            row.GetString(0),
            row.GetGuid(1),
            new BucketSet(row.GetFieldValue<byte[]>(2)),
            new BucketSet(row.GetFieldValue<byte[]>(3)),
            Epoch.IdentityOf(row.GetString(4), row.GetString(5), row.GetGuid(6)));
    }
}

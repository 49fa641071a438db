using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>A database that holds threads.</summary>
/// <param name="Index">Its place among the silo's shards; the home database is the first.</param>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="ConnectionString">Where it is; never logged.</param>
/// <param name="Source">Its connections for reading.</param>
internal sealed record LogShard(int Index, string Name, string ConnectionString, NpgsqlDataSource Source)
{
    /// <summary>The home database's name as a shard.</summary>
    public const string Home = "home";

    private static readonly string ServesStatement = SqlText.Of<LogShard>("serves");
    private static readonly string ThawStatement = SqlText.Of<LogShard>("thaw");

    /// <summary>
    /// What it serves; nothing where it can't be reached: whoever needs it meets the outage there. What a move that is over
    /// has left frozen is thawed.
    /// </summary>
    public async Task<BucketSet> AskAsync()
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync();
            await using var ask = new NpgsqlCommand(ServesStatement, connection);
            BucketSet readable;
            bool frozen;
            await using (var row = await ask.ExecuteReaderAsync())
            {
                await row.ReadAsync();
                (readable, frozen) = (new BucketSet(row.GetFieldValue<byte[]>(0)), row.GetBoolean(1));
            }

            if (frozen)
            {
                await using var thaw = new NpgsqlCommand(ThawStatement, connection);
                await thaw.ExecuteNonQueryAsync();
            }

            return readable;
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return BucketSet.Empty;
        }
    }

    /// <summary>The name; a connection string may hold a password.</summary>
    public override string ToString() => Name;
}

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

    /// <summary>The name; a connection string may hold a password.</summary>
    public override string ToString() => Name;
}

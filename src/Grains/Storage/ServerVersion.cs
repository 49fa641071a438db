namespace ChatOrleans.Grains.Storage;

/// <summary>The oldest PostgreSQL that has what the schema and the statements use.</summary>
internal static class ServerVersion
{
    public const int Oldest = 15;

    /// <summary>Throws <see cref="MigrationException"/> for an older server.</summary>
    public static void Demand(Version server)
    {
        if (server.Major < Oldest)
        {
            throw new MigrationException($"This is PostgreSQL {server}; version {Oldest} or later is needed.");
        }
    }
}

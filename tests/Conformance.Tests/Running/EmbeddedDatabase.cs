using System.Globalization;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>A running server's embedded PostgreSQL.</summary>
internal static class EmbeddedDatabase
{
    // What the product names database and superuser; it listens on a Unix socket only.
    private const string Name = "chat";

    // Lines of PostgreSQL's own file.
    private const int PortLine = 3;
    private const int SocketsLine = 4;

    public static async Task ExecuteAsync(string dataFolder, string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringOf(dataFolder));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string ConnectionStringOf(string dataFolder)
    {
        // Where PostgreSQL's user can't reach the folder, its files are elsewhere, and a link says where.
        string[] homes = [dataFolder, Path.Combine(dataFolder, "elsewhere")];
        var file = homes.Select(home => Path.Combine(home, "postgres", "postmaster.pid")).FirstOrDefault(File.Exists)
            ?? throw new ExpectationException($"No embedded PostgreSQL runs on '{dataFolder}'.");
        var lines = File.ReadAllLines(file);
        return new NpgsqlConnectionStringBuilder
        {
            Host = lines[SocketsLine],
            Port = int.Parse(lines[PortLine], CultureInfo.InvariantCulture),
            Username = Name,
            Database = Name,
            Pooling = false,
        }.ConnectionString;
    }
}

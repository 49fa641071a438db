using System.Globalization;
using Npgsql;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Finds the product's embedded PostgreSQL while it runs.</summary>
internal static class EmbeddedDatabase
{
    // What the product names them; its embedded server listens on a Unix socket only.
    private const string Name = "chat";
    private const string Superuser = "chat";

    private const int PortLine = 3;
    private const int SocketsLine = 4;

    /// <summary>How to reach the database of a server that was started with this data folder.</summary>
    public static string ConnectionStringOf(string dataFolder)
    {
        // Where PostgreSQL's user can't reach the folder, its files are elsewhere, and a link says where.
        string[] homes = [dataFolder, Path.Combine(dataFolder, "elsewhere")];
        var file = homes.Select(home => Path.Combine(home, "postgres", "postmaster.pid")).FirstOrDefault(File.Exists)
            ?? throw new SetUpException($"No embedded PostgreSQL runs on the data folder '{dataFolder}', or its files can't be read.");
        var lines = File.ReadAllLines(file);
        if (lines.Length <= SocketsLine
            || !int.TryParse(lines[PortLine], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw new SetUpException($"'{file}' does not say where PostgreSQL listens.");
        }

        return new NpgsqlConnectionStringBuilder
        {
            Host = lines[SocketsLine],
            Port = port,
            Username = Superuser,
            Database = Name,
            ApplicationName = "chat-load-test",
        }.ConnectionString;
    }
}

namespace ChatOrleans.Silo.Database;

/// <summary>Section <c>Chat</c>, as far as the embedded database goes.</summary>
internal sealed class DatabaseSettings
{
    /// <summary>The name of the connection string that replaces the embedded database.</summary>
    internal const string ConnectionName = "Chat";

    /// <summary>The folder of the embedded database, from the working directory.</summary>
    public string Data { get; set; } = "data";

    public PostgresSettings Postgres { get; set; } = new();

    /// <summary>Section <c>Chat:Postgres</c>.</summary>
    internal sealed class PostgresSettings
    {
        /// <summary>Where PostgreSQL's programs are; empty to look for them.</summary>
        public string? Binaries { get; set; }

        /// <summary>Who PostgreSQL runs as when this program runs as root.</summary>
        public string User { get; set; } = "nobody";
    }
}

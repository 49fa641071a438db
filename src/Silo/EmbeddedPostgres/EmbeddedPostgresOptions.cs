namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>Where a private PostgreSQL lives and what runs it.</summary>
public sealed class EmbeddedPostgresOptions
{
    /// <summary>The folder that is the database's. Made when missing; one live server a folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// The folder with <c>bin/postgres</c> and <c>bin/initdb</c>, or that <c>bin</c> itself. Empty: first the npm package
    /// below <c>.tools</c>, then what the machine has.
    /// </summary>
    public string? Binaries { get; init; }

    /// <summary>The user that PostgreSQL runs as when this process runs as root; otherwise without meaning.</summary>
    public string User { get; init; } = "nobody";

    /// <summary>How long a start may take, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>PostgreSQL's own settings by name, over those that this product gives it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

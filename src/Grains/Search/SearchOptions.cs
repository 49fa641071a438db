namespace ChatOrleans.Grains.Search;

/// <summary>Section <c>Chat:Search</c>.</summary>
public sealed class SearchOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat:Search";

    /// <summary>How long a search may take in PostgreSQL, 100 ms to 1.8 s; beyond it is refused as <c>overloaded</c>.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// The share of the time that messages are indexed in, of one connection a shard, 0.01 to 1. A tenth of it while sends
    /// wait for their commit.
    /// </summary>
    public double IndexingShare { get; set; } = 0.2;
}

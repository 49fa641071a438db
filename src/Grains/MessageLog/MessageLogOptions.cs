namespace ChatOrleans.Grains.MessageLog;

/// <summary>Section <c>Chat:Log</c>.</summary>
public sealed class MessageLogOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat:Log";

    /// <summary>Writer connections a silo and shard, 1 to 16. A thread's events always go through the same one.</summary>
    public int Writers { get; set; } = 1;

    /// <summary>Rows a batch at most, 1 to 10,000.</summary>
    public int BatchRows { get; set; } = 500;

    /// <summary>Runs that may wait for a writer, 100 to 1,000,000; beyond it sends are refused as <c>overloaded</c>.</summary>
    public int QueueLimit { get; set; } = 20_000;

    /// <summary>How long a run may wait for its batch, 10 ms to 60 s; beyond it sends are refused as <c>overloaded</c>.</summary>
    public TimeSpan QueueDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a batch may take in PostgreSQL, 1 to 60 s, in whole seconds; beyond it its outcome is unknown.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The databases beside the home database that hold threads, by name: 1 to 32 of a-z, 0-9 and '-', not <c>home</c>.
    /// The value is the connection string. All silos have the same. 64 at most.
    /// </summary>
    public Dictionary<string, string> Shards { get; init; } = [];
}

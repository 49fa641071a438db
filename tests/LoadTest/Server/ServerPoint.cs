namespace ChatOrleans.LoadTest.Server;

/// <summary>
/// The server over one second. What can't be known is null: without the server's process what the system says, without
/// its metrics what it says itself.
/// </summary>
internal sealed record ServerPoint
{
    /// <summary>When the second ended, in Unix seconds.</summary>
    public required long At { get; init; }

    /// <summary>Processors kept busy by the server.</summary>
    public double? ServerCores { get; init; }

    /// <summary>Processors kept busy by all processes of the server's PostgreSQL.</summary>
    public double? PostgresCores { get; init; }

    /// <summary>Processors kept busy by this process.</summary>
    public double? GeneratorCores { get; init; }

    /// <summary>The server's memory in bytes.</summary>
    public double? ServerBytes { get; init; }

    /// <summary>PostgreSQL's memory in bytes, what its processes share counted once.</summary>
    public double? PostgresBytes { get; init; }

    /// <summary>The server's threads.</summary>
    public double? Threads { get; init; }

    /// <summary>The garbage-collected heap after the last collection, in bytes.</summary>
    public double? HeapBytes { get; init; }

    /// <summary>Bytes allocated a second.</summary>
    public double? AllocatedBytes { get; init; }

    /// <summary>Collections a second of generation 0, of 1 and of 2, each without those of older ones.</summary>
    public double? Collections0 { get; init; }

    /// <inheritdoc cref="Collections0"/>
    public double? Collections1 { get; init; }

    /// <inheritdoc cref="Collections0"/>
    public double? Collections2 { get; init; }

    /// <summary>The share of the time that the collector held everything up, 0 to 1.</summary>
    public double? PauseShare { get; init; }

    /// <summary>Work that waits for the thread pool.</summary>
    public double? PoolQueue { get; init; }

    /// <summary>Connections to the hub.</summary>
    public double? Connections { get; init; }

    /// <summary>Commits of the log a second.</summary>
    public double? Commits { get; init; }

    /// <summary>Events stored a second.</summary>
    public double? Rows { get; init; }

    /// <summary>Events of a commit.</summary>
    public double? RowsPerCommit { get; init; }

    /// <summary>What waits for the log's writers.</summary>
    public double? LogQueue { get; init; }

    /// <summary>The 99th percentile of the time that a batch's oldest run waited for its writer, in ms.</summary>
    public double? LogDelayMs { get; init; }

    /// <summary>The 99th percentile of the time from handing a batch to PostgreSQL to its commit, in ms.</summary>
    public double? CommitMs { get; init; }

    /// <summary>The 99th percentile of the time from posting an event to the connections' queues, in ms.</summary>
    public double? DeliveryLagMs { get; init; }

    /// <summary>The 99th percentile of the time from a SendMessage call to its answer, inside the server, in ms.</summary>
    public double? AckMs { get; init; }

    /// <summary>Messages refused a second.</summary>
    public double? Refused { get; init; }

    /// <summary>Connections' queues a second that ran over.</summary>
    public double? Overflows { get; init; }
}

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What one member of a thread is told of it.</summary>
internal sealed record MemberSight
{
    /// <summary>What <c>Sync</c> says of the thread.</summary>
    public required ThreadView View { get; init; }

    /// <summary>The events of this run, by <c>Sync</c>.</summary>
    public required IReadOnlyList<LogEntry> Synced { get; init; }

    /// <summary>The messages of this run, by the history's pages; null when they were not read.</summary>
    public IReadOnlyList<LogEntry>? History { get; init; }

    /// <summary>The thread that the member is sent back into, as <c>Sync</c> says.</summary>
    public string? ActiveThreadId { get; init; }
}

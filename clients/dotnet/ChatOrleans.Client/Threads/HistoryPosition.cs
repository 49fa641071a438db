namespace ChatOrleans.Client.Threads;

/// <summary>Where a page of history is asked for: at most one of the three; without one the newest.</summary>
internal readonly record struct HistoryPosition
{
    public long? Before { get; init; }

    public long? After { get; init; }

    public long? Around { get; init; }
}

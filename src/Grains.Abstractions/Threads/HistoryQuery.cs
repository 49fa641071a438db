namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>Which messages to read: at most one position; without one the newest.</summary>
[GenerateSerializer, Immutable, Alias("chat.HistoryQuery")]
public sealed record HistoryQuery
{
    /// <summary>Messages a page when none is asked for.</summary>
    public const int DefaultLimit = 25;

    /// <summary>Messages a page, at most.</summary>
    public const int MaxLimit = 100;

    /// <summary>Messages below this seq.</summary>
    [Id(0)] public long? Before { get; init; }

    /// <summary>Messages above this seq.</summary>
    [Id(1)] public long? After { get; init; }

    /// <summary>Messages on both sides of this seq, it included.</summary>
    [Id(2)] public long? Around { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    [Id(3)] public int Limit { get; init; } = DefaultLimit;
}

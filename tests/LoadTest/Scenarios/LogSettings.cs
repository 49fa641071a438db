namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>What a run of the log alone is told.</summary>
internal sealed record LogSettings
{
    /// <summary>Writer connections.</summary>
    public required int Writers { get; init; }

    /// <summary>Concurrent appenders, each with one message under way.</summary>
    public required int Appenders { get; init; }

    /// <summary>Characters of each message.</summary>
    public required int Size { get; init; }

    public required int WarmUpSeconds { get; init; }

    public required int Seconds { get; init; }
}

namespace ChatOrleans.Recovery;

/// <summary>What is measured.</summary>
internal sealed record Plan
{
    public required Loss Loss { get; init; }

    /// <summary>Silos lost, one after the other.</summary>
    public required int Rounds { get; init; }

    public required int Pairs { get; init; }

    /// <summary>Processes that burn a core each.</summary>
    public required int Busy { get; init; }

    /// <summary>How long nothing is lost and nobody may be taken for dead.</summary>
    public required TimeSpan Watched { get; init; }

    public string? LogFolder { get; init; }
}

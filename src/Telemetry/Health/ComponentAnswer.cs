namespace ChatOrleans.Telemetry.Health;

/// <summary>One component's health.</summary>
internal sealed record ComponentAnswer
{
    /// <summary>Whether nothing is wrong with it.</summary>
    public required bool Ok { get; init; }

    /// <summary>What is wrong.</summary>
    public string? Reason { get; init; }
}

namespace ChatOrleans.Telemetry.Health;

/// <summary>That the process lives, or is ready, and what that rests on.</summary>
internal sealed record HealthAnswer
{
    /// <summary><c>live</c> or <c>ready</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The components by name.</summary>
    public required IReadOnlyDictionary<string, ComponentAnswer> Components { get; init; }
}

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>How many dead letters are tried once more.</summary>
[GenerateSerializer, Immutable, Alias("chat.ReplayCount")]
public sealed record ReplayCount
{
    /// <summary>The number.</summary>
    [Id(0)] public required int Replaying { get; init; }
}

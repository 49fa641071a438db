namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>The answer when a host application opens a thread.</summary>
[GenerateSerializer, Immutable, Alias("chat.OpenedHostThread")]
public sealed record OpenedHostThread
{
    /// <summary>The thread, active.</summary>
    [Id(0)] public required HostThread Thread { get; init; }

    /// <summary>Whether the two had no thread before.</summary>
    [Id(1)] public required bool Created { get; init; }
}

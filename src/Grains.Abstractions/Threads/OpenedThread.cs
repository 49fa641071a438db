namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>The answer of an opening.</summary>
[GenerateSerializer, Immutable, Alias("chat.OpenedThread")]
public sealed record OpenedThread
{
    /// <summary>The thread, active, as the caller sees it.</summary>
    [Id(0)] public required ThreadView Thread { get; init; }

    /// <summary>Whether the two had no thread before.</summary>
    [Id(1)] public required bool Created { get; init; }
}

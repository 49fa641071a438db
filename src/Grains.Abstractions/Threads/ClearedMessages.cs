namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>What a call has taken away of a thread.</summary>
[GenerateSerializer, Immutable, Alias("chat.ClearedMessages")]
public sealed record ClearedMessages
{
    /// <summary>How much.</summary>
    [Id(0)] public required int Count { get; init; }

    /// <summary>Up to which seq there is nothing left.</summary>
    [Id(1)] public required long UpTo { get; init; }

    /// <summary>Whether nothing is left at all.</summary>
    [Id(2)] public required bool Done { get; init; }
}

using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>An event that a webhook's endpoint would not take.</summary>
[GenerateSerializer, Immutable, Alias("chat.DeadLetter")]
public sealed record DeadLetter
{
    /// <summary>The endpoint's name.</summary>
    [Id(0)] public required string Endpoint { get; init; }

    /// <summary>The thread.</summary>
    [Id(1)] public required ThreadId ThreadId { get; init; }

    /// <summary>The event's place in the thread's log.</summary>
    [Id(2)] public required long Seq { get; init; }

    /// <summary>What the endpoint would have been told, such as <c>message.stored</c>.</summary>
    [Id(3)] public required string Event { get; init; }

    /// <summary>When it failed last.</summary>
    [Id(4)] public required DateTimeOffset FailedAt { get; init; }

    /// <summary>How often it failed.</summary>
    [Id(5)] public required int Attempts { get; init; }

    /// <summary>How it failed last, in a few words.</summary>
    [Id(6)] public required string Reason { get; init; }

    /// <summary>Whether it is about to be tried once more.</summary>
    [Id(7)] public bool Replaying { get; init; }
}

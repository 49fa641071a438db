using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>What a webhook's endpoint would not take: an event of a thread, or a report.</summary>
[GenerateSerializer, Immutable, Alias("chat.DeadLetter")]
public sealed record DeadLetter
{
    /// <summary>The endpoint's name.</summary>
    [Id(0)] public required string Endpoint { get; init; }

    /// <summary>The thread; absent for a report.</summary>
    [Id(1)] public ThreadId? ThreadId { get; init; }

    /// <summary>The event's place in the thread's log; absent for a report.</summary>
    [Id(2)] public long? Seq { get; init; }

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

    /// <summary>The report, 32 hexadecimal digits; absent for an event of a thread.</summary>
    [Id(8)] public string? ReportId { get; init; }
}

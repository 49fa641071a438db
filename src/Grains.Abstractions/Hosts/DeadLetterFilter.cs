using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>Which dead letters to try once more; what is absent stands for all.</summary>
[GenerateSerializer, Immutable, Alias("chat.DeadLetterFilter")]
public sealed record DeadLetterFilter
{
    /// <summary>Those of this endpoint.</summary>
    [Id(0)] public string? Endpoint { get; init; }

    /// <summary>Those of this thread.</summary>
    [Id(1)] public ThreadId? ThreadId { get; init; }

    /// <summary>The one at this place.</summary>
    [Id(2)] public long? Seq { get; init; }

    /// <summary>The one of this report.</summary>
    [Id(3)] public Guid? ReportId { get; init; }
}

using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.People;

/// <summary>What somebody reports about somebody else.</summary>
[GenerateSerializer, Immutable, Alias("chat.Report")]
public sealed record Report
{
    /// <summary>Random, made by the gateway, so that a repeated call stores nothing twice.</summary>
    [Id(0)] public required Guid ReportId { get; init; }

    /// <summary>Who is reported.</summary>
    [Id(1)] public required UserId UserId { get; init; }

    /// <summary>Why.</summary>
    [Id(2)] public required ReportReason Reason { get; init; }

    /// <summary>The thread of the two, where it is about what happened there.</summary>
    [Id(3)] public ThreadId? ThreadId { get; init; }

    /// <summary>The message in that thread that it is about.</summary>
    [Id(4)] public long? Seq { get; init; }

    /// <summary>What the reporter adds, at most 1,000 code points.</summary>
    [Id(5)] public string? Text { get; init; }
}

using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A report, as a moderator sees it.</summary>
[GenerateSerializer, Immutable, Alias("chat.FiledReport")]
public sealed record FiledReport
{
    /// <summary>32 hexadecimal digits.</summary>
    [Id(0)] public required string ReportId { get; init; }

    /// <summary>When it was made.</summary>
    [Id(1)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [Id(2)] public required UserId ReporterId { get; init; }

    /// <summary>Who is reported.</summary>
    [Id(3)] public required UserId UserId { get; init; }

    /// <summary>Why.</summary>
    [Id(4)] public required ReportReason Reason { get; init; }

    /// <summary>What the reporter has added.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>The thread of the two, where it is about what happened there.</summary>
    [Id(6)] public ThreadId? ThreadId { get; init; }

    /// <summary>The message in that thread that it is about.</summary>
    [Id(7)] public long? Seq { get; init; }

    /// <summary>When that message was sent.</summary>
    [Id(8)] public DateTimeOffset? MessageAt { get; init; }

    /// <summary>How that message read when it was reported; absent where it was deleted by then.</summary>
    [Id(9)] public string? MessageText { get; init; }

    /// <summary>When it was dealt with; absent while it is open.</summary>
    [Id(10)] public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Who has dealt with it.</summary>
    [Id(11)] public UserId? ResolvedBy { get; init; }
}

using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>Who did what, to whom, why and when. It is written before it is done: it says what was asked for.</summary>
[GenerateSerializer, Immutable, Alias("chat.AuditEntry")]
public sealed record AuditEntry
{
    /// <summary>32 hexadecimal digits.</summary>
    [Id(0)] public required string AuditId { get; init; }

    /// <summary>When.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>Who; absent for who did it by the program itself, with access to the database.</summary>
    [Id(2)] public UserId? ActorId { get; init; }

    /// <summary>What.</summary>
    [Id(3)] public required AuditAction Action { get; init; }

    /// <summary>To whom.</summary>
    [Id(4)] public UserId? UserId { get; init; }

    /// <summary>In which thread.</summary>
    [Id(5)] public ThreadId? ThreadId { get; init; }

    /// <summary>At which place of it; of a page of messages, from which one it was counted.</summary>
    [Id(6)] public long? Seq { get; init; }

    /// <summary>Which report, 32 hexadecimal digits.</summary>
    [Id(7)] public string? ReportId { get; init; }

    /// <summary>The role that was given.</summary>
    [Id(8)] public UserRole? Role { get; init; }

    /// <summary>Why.</summary>
    [Id(9)] public string? Reason { get; init; }
}

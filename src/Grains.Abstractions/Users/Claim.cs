using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>A thread's hold on a user. A release names its attempt, so that a late one can't free a newer hold.</summary>
[GenerateSerializer, Immutable, Alias("chat.Claim")]
public sealed record Claim
{
    /// <summary>The thread that holds the user.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The opening that took the claim.</summary>
    [Id(1)] public required Guid AttemptId { get; init; }

    /// <summary>False until <c>opened</c> is committed.</summary>
    [Id(2)] public required bool Confirmed { get; init; }

    /// <summary>When it was taken or confirmed.</summary>
    [Id(3)] public required DateTimeOffset At { get; init; }
}

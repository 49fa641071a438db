using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A thread's hold on a user, as an admin sees it.</summary>
[GenerateSerializer, Immutable, Alias("chat.AdminClaim")]
public sealed record AdminClaim
{
    /// <summary>The thread that holds the user.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>False while the thread is being opened.</summary>
    [Id(1)] public required bool Confirmed { get; init; }

    /// <summary>When it was taken or confirmed.</summary>
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>What an admin sees of a claim.</summary>
    public static AdminClaim Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new AdminClaim { ThreadId = claim.ThreadId, Confirmed = claim.Confirmed, At = claim.At };
    }
}

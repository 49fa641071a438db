using ChatOrleans.Grains.Abstractions.Erasure;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hosts.Answers;

/// <summary>How far somebody's erasure is.</summary>
internal sealed record ErasureAnswer
{
    /// <summary>Who is erased.</summary>
    public required UserId UserId { get; init; }

    /// <summary><c>pending</c> while there is more to do, <c>done</c> when nothing is left.</summary>
    public required string State { get; init; }

    /// <summary>When it was asked for first.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public static ErasureAnswer Of(ErasureJob job) => new()
    {
        UserId = job.UserId,
        State = job.FinishedAt is null ? "pending" : "done",
        RequestedAt = job.RequestedAt,
        FinishedAt = job.FinishedAt,
    };
}

using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Erasure;

/// <summary>How far somebody's erasure is.</summary>
[GenerateSerializer, Immutable, Alias("chat.ErasureJob")]
public sealed record ErasureJob
{
    /// <summary>Who is erased.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>When it was asked for first. From then on the account is gone for everybody.</summary>
    [Id(1)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the last of it was taken away; absent while there is more to do.</summary>
    [Id(2)] public DateTimeOffset? FinishedAt { get; init; }
}

using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>Whether a claim was taken, and the user's route, so that opening asks nobody twice.</summary>
[GenerateSerializer, Immutable, Alias("chat.ClaimAnswer")]
public sealed record ClaimAnswer
{
    /// <summary>Whether the claim is held now.</summary>
    [Id(0)] public required bool Granted { get; init; }

    /// <summary>The claim in the way, when it was not granted; when granted alongside it, the confirmed claim to close.</summary>
    [Id(1)] public Claim? Other { get; init; }

    /// <summary>Where the user's connections are.</summary>
    [Id(2)] public required Route Route { get; init; }
}

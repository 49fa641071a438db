namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>Whether a user is found by others who know less than the whole handle.</summary>
[GenerateSerializer, Immutable, Alias("chat.Findability")]
public sealed record Findability
{
    /// <summary>True unless the user says otherwise.</summary>
    [Id(0)] public required bool Findable { get; init; }
}

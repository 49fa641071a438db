namespace ChatOrleans.Client.Contract;

/// <summary>Somebody found by people search.</summary>
public sealed record Profile
{
    /// <summary>Who it is.</summary>
    public required string UserId { get; init; }

    /// <summary>As written.</summary>
    public required string Handle { get; init; }

    /// <summary>What to show.</summary>
    public required string DisplayName { get; init; }
}

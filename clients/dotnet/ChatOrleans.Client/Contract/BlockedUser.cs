namespace ChatOrleans.Client.Contract;

/// <summary>Somebody whom the caller has blocked.</summary>
public sealed record BlockedUser
{
    /// <summary>Who it is.</summary>
    public required string UserId { get; init; }

    /// <summary>As written.</summary>
    public required string Handle { get; init; }

    /// <summary>What to show.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset BlockedAt { get; init; }
}

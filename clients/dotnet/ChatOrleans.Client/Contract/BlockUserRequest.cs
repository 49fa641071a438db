namespace ChatOrleans.Client.Contract;

/// <summary>Blocks somebody, or takes that back.</summary>
internal sealed record BlockUserRequest
{
    /// <summary>Who.</summary>
    public required string UserId { get; init; }

    /// <summary>Blocked or not.</summary>
    public required bool Blocked { get; init; }
}

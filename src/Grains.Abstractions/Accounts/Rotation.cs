namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>The replacement of a session's refresh token.</summary>
[GenerateSerializer, Immutable, Alias("chat.Rotation")]
public sealed record Rotation
{
    /// <summary>The session that the presented token names.</summary>
    [Id(0)] public required Guid SessionId { get; init; }

    /// <summary>SHA-256 of the presented token's secret.</summary>
    [Id(1)] public required byte[] PresentedHash { get; init; }

    /// <summary>SHA-256 of the new token's secret.</summary>
    [Id(2)] public required byte[] NewHash { get; init; }

    /// <summary>When the session ends if it is not refreshed again.</summary>
    [Id(3)] public required DateTimeOffset ExpiresAt { get; init; }
}

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>A session (device) to create.</summary>
[GenerateSerializer, Immutable, Alias("chat.NewSession")]
public sealed record NewSession
{
    /// <summary>The session's random id; a repeated call carries the same.</summary>
    [Id(0)] public required Guid SessionId { get; init; }

    /// <summary>SHA-256 of its refresh token's secret.</summary>
    [Id(1)] public required byte[] RefreshHash { get; init; }

    /// <summary>When the session ends if it is not refreshed.</summary>
    [Id(2)] public required DateTimeOffset ExpiresAt { get; init; }
}

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

    /// <summary>What the client calls the device.</summary>
    [Id(3)] public string? DeviceName { get; init; }

    /// <summary>What the client calls itself.</summary>
    [Id(4)] public string? UserAgent { get; init; }

    /// <summary>The hash that the password was checked against; where it has been replaced since, there is no session.</summary>
    [Id(5)] public string? VerifiedHash { get; init; }

    /// <summary>Whether the owner of a deactivated account comes back with it.</summary>
    [Id(6)] public bool Reactivates { get; init; }

    /// <summary>Hides the hashes: the record's own text would hold them.</summary>
    public override string ToString() => $"{nameof(NewSession)} {SessionId}";
}

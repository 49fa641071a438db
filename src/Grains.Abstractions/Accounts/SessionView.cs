namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>A session (device), as its owner sees it.</summary>
[GenerateSerializer, Immutable, Alias("chat.SessionView")]
public sealed record SessionView
{
    /// <summary>The session.</summary>
    [Id(0)] public required Guid SessionId { get; init; }

    /// <summary>When it began.</summary>
    [Id(1)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began or was refreshed last.</summary>
    [Id(2)] public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends if it is not refreshed again.</summary>
    [Id(3)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the client calls the device.</summary>
    [Id(4)] public string? DeviceName { get; init; }

    /// <summary>What the client calls itself.</summary>
    [Id(5)] public string? UserAgent { get; init; }
}

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A session (device), as an admin sees it.</summary>
[GenerateSerializer, Immutable, Alias("chat.AdminSession")]
public sealed record AdminSession
{
    /// <summary>Its id, which opens nothing: 32 hexadecimal digits.</summary>
    [Id(0)] public required string SessionId { get; init; }

    /// <summary>When it began.</summary>
    [Id(1)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began or was refreshed last.</summary>
    [Id(2)] public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends if it is not refreshed.</summary>
    [Id(3)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the client calls the device.</summary>
    [Id(4)] public string? DeviceName { get; init; }

    /// <summary>What the client calls itself.</summary>
    [Id(5)] public string? UserAgent { get; init; }
}

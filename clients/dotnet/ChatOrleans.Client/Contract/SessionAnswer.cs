namespace ChatOrleans.Client.Contract;

/// <summary>One session (device) of the caller.</summary>
public sealed record SessionAnswer
{
    /// <summary>Its id.</summary>
    public required string SessionId { get; init; }

    /// <summary>What the client called the device.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The client's header, 200 characters at most.</summary>
    public string? UserAgent { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its last login or refresh.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends unless it is refreshed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether the call came from it.</summary>
    public required bool Current { get; init; }
}

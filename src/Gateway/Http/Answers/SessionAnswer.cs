using ChatOrleans.Grains.Abstractions.Accounts;

namespace ChatOrleans.Gateway.Http.Answers;

/// <summary>One session (device) of the caller.</summary>
internal sealed record SessionAnswer
{
    /// <summary>Its id, which opens nothing: 32 hexadecimal digits.</summary>
    public required string SessionId { get; init; }

    /// <summary>What the client calls the device.</summary>
    public string? DeviceName { get; init; }

    /// <summary>What the client calls itself, at most 200 characters of it.</summary>
    public string? UserAgent { get; init; }

    /// <summary>When the session began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began or was refreshed last.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends if it is not refreshed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it is the session of this very call.</summary>
    public required bool Current { get; init; }

    public static SessionAnswer Of(SessionView session, Guid current) => new()
    {
        SessionId = session.SessionId.ToString("N"),
        DeviceName = session.DeviceName,
        UserAgent = session.UserAgent,
        CreatedAt = session.CreatedAt,
        LastUsedAt = session.LastUsedAt,
        ExpiresAt = session.ExpiresAt,
        Current = session.SessionId == current,
    };
}

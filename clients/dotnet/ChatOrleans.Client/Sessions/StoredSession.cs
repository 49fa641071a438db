namespace ChatOrleans.Client.Sessions;

/// <summary>A session as a store keeps it. It lets its holder act as the user: keep it as one keeps a password.</summary>
public sealed record StoredSession
{
    /// <summary>Who is signed in.</summary>
    public required string UserId { get; init; }

    /// <summary>As written.</summary>
    public required string Handle { get; init; }

    /// <summary>For calls and connections.</summary>
    public required string AccessToken { get; init; }

    /// <summary>When the access token ends, by the clock of the machine that received it.</summary>
    public required DateTimeOffset AccessTokenEndsAt { get; init; }

    /// <summary>For the next pair; works once.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>One of <see cref="Contract.UserRoles"/>; null for everybody else.</summary>
    public string? Role { get; init; }

    /// <summary>Hides the tokens: the record's own text would hold them.</summary>
    public override string ToString() => $"{nameof(StoredSession)} of {UserId}";
}

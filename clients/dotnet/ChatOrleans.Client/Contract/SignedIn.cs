namespace ChatOrleans.Client.Contract;

/// <summary>A session's credentials. Never log them.</summary>
public sealed record SignedIn
{
    /// <summary>Who it is.</summary>
    public required string UserId { get; init; }

    /// <summary>As written.</summary>
    public required string Handle { get; init; }

    /// <summary>For calls and connections, 15 minutes by default.</summary>
    public required string AccessToken { get; init; }

    /// <summary>By the server's clock.</summary>
    public required DateTimeOffset AccessTokenExpiresAt { get; init; }

    /// <summary>For the next pair; works once.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>One of <see cref="UserRoles"/>; absent for everybody else.</summary>
    public string? Role { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(SignedIn);
}

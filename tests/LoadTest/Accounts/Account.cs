namespace ChatOrleans.LoadTest.Accounts;

/// <summary>A person of the crowd.</summary>
internal sealed record Account
{
    public required string UserId { get; init; }

    public required string Handle { get; init; }

    public required string AccessToken { get; init; }

    public required string RefreshToken { get; init; }

    /// <summary>When the access token ends; never, where a server makes no such tokens.</summary>
    public DateTimeOffset AccessTokenExpiresAt { get; init; } = DateTimeOffset.MaxValue;
}

using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>The answer of registering, logging in and refreshing. It holds secrets: it is never logged.</summary>
internal sealed record SignedIn
{
    public required UserId UserId { get; init; }

    public required string Handle { get; init; }

    public required string AccessToken { get; init; }

    public required DateTimeOffset AccessTokenExpiresAt { get; init; }

    public required string RefreshToken { get; init; }

    /// <summary>Hides the tokens: the record's own text would hold them.</summary>
    public override string ToString() => $"{nameof(SignedIn)} {UserId}";
}

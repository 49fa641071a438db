using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>The answer of registering, logging in and refreshing. It holds secrets: it is never logged.</summary>
internal sealed record SignedIn
{
    /// <summary>The user.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The handle, as written at registration.</summary>
    public required string Handle { get; init; }

    /// <summary>Goes into the header <c>Authorization: Bearer …</c>.</summary>
    public required string AccessToken { get; init; }

    /// <summary>When the access token ends.</summary>
    public required DateTimeOffset AccessTokenExpiresAt { get; init; }

    /// <summary>Exchange it once for new tokens, within 30 days.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>What the access token lets its holder do beside talking; absent for most.</summary>
    public UserRole? Role { get; init; }

    /// <summary>Hides the tokens: the record's own text would hold them.</summary>
    public override string ToString() => $"{nameof(SignedIn)} {UserId}";
}

namespace ChatOrleans.Canary.Accounts;

/// <summary>Somebody who is signed in.</summary>
internal sealed record Account(string UserId, string AccessToken, DateTimeOffset AccessTokenExpiresAt, string RefreshToken);

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>How long credentials live.</summary>
public static class SessionTimes
{
    /// <summary>An access token.</summary>
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(15);

    /// <summary>A session after its last refresh, which is how long a refresh token lives.</summary>
    public static readonly TimeSpan Session = TimeSpan.FromDays(30);

    /// <summary>A connection ticket.</summary>
    public static readonly TimeSpan Ticket = TimeSpan.FromSeconds(60);

    /// <summary>How long gateways remember that a session has ended: longer than any of its access tokens lives.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(16);
}

namespace ChatOrleans.Client.Contract;

/// <summary>A push subscription's keys.</summary>
public sealed record PushKeys
{
    /// <summary>A point on P-256, in base64url.</summary>
    public required string P256dh { get; init; }

    /// <summary>16 bytes, in base64url.</summary>
    public required string Auth { get; init; }
}

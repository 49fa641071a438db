namespace ChatOrleans.Client.Contract;

/// <summary>Mutes a thread for the caller, or takes that back.</summary>
internal sealed record MuteThreadRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Muted or not.</summary>
    public required bool Muted { get; init; }

    /// <summary>Until when; for good where absent.</summary>
    public DateTimeOffset? Until { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>Mutes a thread over HTTP.</summary>
internal sealed record MuteRequest
{
    /// <summary>Until when; for good where absent.</summary>
    public DateTimeOffset? Until { get; init; }
}

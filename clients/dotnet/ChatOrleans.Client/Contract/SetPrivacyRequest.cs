namespace ChatOrleans.Client.Contract;

/// <summary>Whether others see when the caller is there.</summary>
internal sealed record SetPrivacyRequest
{
    /// <summary>Seen or not.</summary>
    public required bool SharePresence { get; init; }
}

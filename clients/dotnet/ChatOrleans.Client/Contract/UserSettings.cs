namespace ChatOrleans.Client.Contract;

/// <summary>The caller's settings.</summary>
public sealed record UserSettings
{
    /// <summary>Whether others see when the caller is there.</summary>
    public required bool SharePresence { get; init; }
}

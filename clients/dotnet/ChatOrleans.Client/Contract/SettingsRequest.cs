namespace ChatOrleans.Client.Contract;

/// <summary>Changes what is named.</summary>
internal sealed record SettingsRequest
{
    /// <summary>Whether others see when the caller is there.</summary>
    public bool? SharePresence { get; init; }
}

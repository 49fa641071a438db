using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>What of the caller's settings is to change; what is absent stays.</summary>
internal sealed record SettingsRequest
{
    /// <summary>Whether others may see when the caller is there.</summary>
    public Field<bool> SharePresence { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>Replaces the list of those whose presence one is told.</summary>
internal sealed record WatchPresenceRequest
{
    /// <summary>At most 100.</summary>
    public required IReadOnlyList<string> UserIds { get; init; }
}

using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>WatchPresence</c>.</summary>
public sealed record WatchPresenceRequest
{
    /// <summary>At most 100 user ids; replaces the last list.</summary>
    public Field<string[]> UserIds { get; init; }
}

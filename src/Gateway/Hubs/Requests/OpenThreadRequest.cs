using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>OpenThread</c>.</summary>
public sealed record OpenThreadRequest
{
    /// <summary>The other person: a handle or a user id.</summary>
    public Field<string> With { get; init; }

    /// <summary>Whether to close the caller's current thread for it; false when absent.</summary>
    public Field<bool> CloseCurrent { get; init; }
}

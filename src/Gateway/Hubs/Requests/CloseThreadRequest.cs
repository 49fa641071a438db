using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>CloseThread</c>.</summary>
public sealed record CloseThreadRequest
{
    /// <summary>The thread.</summary>
    public Field<string> ThreadId { get; init; }
}

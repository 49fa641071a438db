using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>SetTyping</c>.</summary>
public sealed record SetTypingRequest
{
    /// <summary>The thread.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>Whether the caller types.</summary>
    public Field<bool> Typing { get; init; }
}

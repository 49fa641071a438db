using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>SendMessage</c>.</summary>
public sealed record SendMessageRequest
{
    /// <summary>The thread.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>The sender's id of the message; a retry carries the same.</summary>
    public Field<string> ClientMessageId { get; init; }

    /// <summary>The text.</summary>
    public Field<string> Text { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>Deletes one's own message.</summary>
internal sealed record DeleteMessageRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>The sender's id of the deletion.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>The message.</summary>
    public required long TargetSeq { get; init; }
}

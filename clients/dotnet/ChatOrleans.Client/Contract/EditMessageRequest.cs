namespace ChatOrleans.Client.Contract;

/// <summary>Gives one's own message another text.</summary>
internal sealed record EditMessageRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>The sender's id of the edit.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>The message.</summary>
    public required long TargetSeq { get; init; }

    /// <summary>The text from now on.</summary>
    public required string Text { get; init; }
}

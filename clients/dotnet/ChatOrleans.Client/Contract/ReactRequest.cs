namespace ChatOrleans.Client.Contract;

/// <summary>Adds a reaction, or withdraws one's own.</summary>
internal sealed record ReactRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>The sender's id of the reaction.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>The message.</summary>
    public required long TargetSeq { get; init; }

    /// <summary>One of those that the server offers.</summary>
    public required string Emoji { get; init; }

    /// <summary>Added or withdrawn.</summary>
    public required bool Added { get; init; }
}

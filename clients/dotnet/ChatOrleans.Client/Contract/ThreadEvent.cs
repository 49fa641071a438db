namespace ChatOrleans.Client.Contract;

/// <summary>One durable change of a thread: an entry of its log.</summary>
public sealed record ThreadEvent
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Its place in the log: 1, 2, 3, … without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>One of <see cref="EventTypes"/>, or a newer server's.</summary>
    public required string Type { get; init; }

    /// <summary>Who did it; <c>u_</c> and 32 zeros where it was the host application and no person.</summary>
    public required string SenderId { get; init; }

    /// <summary>When the server took it; never goes back within a thread.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The sender's id of the command.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Of a message or an edit; absent once the message is deleted.</summary>
    public string? Text { get; init; }

    /// <summary>The message that an edit, a deletion or a reaction is about.</summary>
    public long? TargetSeq { get; init; }

    /// <summary>The message that a message answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>Of a reaction.</summary>
    public string? Emoji { get; init; }

    /// <summary>Of a reaction: whether it was added or withdrawn.</summary>
    public bool? Added { get; init; }

    /// <summary>Of a message; absent once deleted.</summary>
    public IReadOnlyList<MessageAttachment>? Attachments { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>A message, as history shows it: as it is now.</summary>
public sealed record Message
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Its place in the thread's log, from 1.</summary>
    public required long Seq { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string SenderId { get; init; }

    /// <summary>When the server took it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The sender's id of it, unique per thread and sender; empty where the server wrote it without one.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>As the last edit left it; empty where there are only attachments, absent once deleted.</summary>
    public string? Text { get; init; }

    /// <summary>When it was last edited.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The <c>seq</c> of the message that it answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>By emoji, in the order in which they came; absent when there are none, and in <c>lastMessage</c>.</summary>
    public IReadOnlyList<Reaction>? Reactions { get; init; }

    /// <summary><c>system</c> for a message of the host application; absent for a person's.</summary>
    public string? Type { get; init; }

    /// <summary>In the sender's order; absent when there are none, and once deleted.</summary>
    public IReadOnlyList<MessageAttachment>? Attachments { get; init; }
}

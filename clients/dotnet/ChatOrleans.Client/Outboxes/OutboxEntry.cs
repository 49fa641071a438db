using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Outboxes;

/// <summary>A command that the server has not acknowledged yet.</summary>
public sealed record OutboxEntry
{
    /// <summary>Whose command it is: one outbox may hold those of several users.</summary>
    public required string UserId { get; init; }

    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>The command's id; with user and thread the entry's key.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>What it does.</summary>
    public required CommandKind Kind { get; init; }

    /// <summary>When it was given, by this device's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Of a message or an edit.</summary>
    public string? Text { get; init; }

    /// <summary>The message that a message answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>Of a message.</summary>
    public ImmutableList<MessageAttachment>? Attachments { get; init; }

    /// <summary>The message that an edit, a deletion or a reaction is about.</summary>
    public long? TargetSeq { get; init; }

    /// <summary>Of a reaction.</summary>
    public string? Emoji { get; init; }

    /// <summary>Of a reaction.</summary>
    public bool? Added { get; init; }

    /// <summary>The code it was refused for good with; null while it may still be stored.</summary>
    public string? FailedCode { get; init; }

    /// <summary>What the refusal said.</summary>
    public string? FailedMessage { get; init; }

    internal bool IsSameCommand(OutboxEntry other) =>
        (UserId, ThreadId, ClientMessageId) == (other.UserId, other.ThreadId, other.ClientMessageId);
}

using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client;

/// <summary>A message as it is now: of either member, of the system, or of this device and not stored yet. Never changed in place.</summary>
public sealed record ChatMessage
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Its place in the thread's log, from 1; null until it is stored.</summary>
    public long? Seq { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string SenderId { get; init; }

    /// <summary>When the server took it; until it is stored, when it was written by this device's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Unique per thread and sender; empty for what the server wrote without one.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>Null once deleted; empty where there are only attachments.</summary>
    public string? Text { get; init; }

    /// <summary>When it was last edited.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The <see cref="Seq"/> of the message that it answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>By emoji, in the order in which they came.</summary>
    public ImmutableList<Reaction> Reactions { get; init; } = [];

    /// <summary>In the sender's order; none once deleted.</summary>
    public ImmutableList<MessageAttachment> Attachments { get; init; } = [];

    /// <summary>Whether it is a message of the host application: nobody's.</summary>
    public bool System { get; init; }

    /// <summary>Whether the signed-in user wrote it.</summary>
    public bool Mine { get; init; }

    /// <summary>How far it has come.</summary>
    public MessageState State { get; init; } = MessageState.Sent;

    /// <summary>Whether an edit, deletion or reaction of this device is shown that is not stored yet.</summary>
    public bool Changing { get; init; }

    /// <summary>Why it failed.</summary>
    public ChatException? Error { get; init; }
}

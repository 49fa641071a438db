using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client;

/// <summary>What to send.</summary>
public sealed record Draft
{
    /// <summary>At most 4,000 code points; may be left out where there are attachments.</summary>
    public string? Text { get; init; }

    /// <summary>The <c>seq</c> of the message of the same thread that this one answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>1 to 10 uploads to this thread, as <see cref="Http.AttachmentCalls.UploadAsync"/> answered them.</summary>
    public IReadOnlyList<MessageAttachment>? Attachments { get; init; }

    /// <summary>
    /// An id of one's own instead of a random one, 1 to 64 of <c>A–Z a–z 0–9 _ -</c>: sending it twice, from wherever, sends
    /// one message. With another content it is refused with <c>idempotency_mismatch</c>.
    /// </summary>
    public string? ClientMessageId { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>Sends a message over HTTP.</summary>
internal sealed record SendRequest
{
    /// <summary>The sender's id of it.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>At most 4,000 code points; may be absent with attachments.</summary>
    public string? Text { get; init; }

    /// <summary>The message that it answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>1 to 10 uploads to this thread.</summary>
    public IReadOnlyList<AttachmentReference>? Attachments { get; init; }
}

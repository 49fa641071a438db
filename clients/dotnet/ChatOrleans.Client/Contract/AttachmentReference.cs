namespace ChatOrleans.Client.Contract;

/// <summary>Names an upload of the caller's.</summary>
internal sealed record AttachmentReference
{
    /// <summary>The upload.</summary>
    public required string AttachmentId { get; init; }
}

using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>
/// What is known of attachments; their bytes go from gateways to where they are kept, and through no grain. A stateless
/// worker, keyed by 0. Every call may be repeated.
/// </summary>
[Alias("chat.IAttachmentGrain")]
public interface IAttachmentGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Makes room for an upload of a member's into an active thread. Refused as a send would be, and where more bytes of
    /// the caller's wait for messages than may.
    /// </summary>
    [Alias("Begin")]
    Task<Result<Nothing>> BeginAsync(UserId caller, AttachmentUpload upload);

    /// <summary>The bytes are kept: from now on the attachment waits for its message.</summary>
    [Alias("Complete")]
    Task<Result<MessageAttachment>> CompleteAsync(UserId caller, UploadedFile file);

    /// <summary>Gives up what waits for its message, or has not been completed. Its bytes are removed later.</summary>
    [Alias("Discard")]
    Task<Result<Nothing>> DiscardAsync(UserId caller, ThreadId threadId, AttachmentId attachmentId);

    /// <summary>
    /// An attachment or a thumbnail whose bytes the caller may have: of a message that is there, in a thread of the caller's;
    /// or the caller's own that waits.
    /// </summary>
    [Alias("Find")]
    Task<Result<MessageAttachment>> FindAsync(UserId caller, ThreadId threadId, AttachmentId attachmentId);

    /// <summary>Some attachments whose bytes are to be removed, where there are any. None of them can become part of a message.</summary>
    [Alias("TakeRemovals")]
    Task<Result<AttachmentRemovals>> TakeRemovalsAsync();

    /// <summary>The bytes of these are gone.</summary>
    [Alias("ConfirmRemovals")]
    Task<Result<Nothing>> ConfirmRemovalsAsync(ImmutableArray<StoredAttachment> removed);
}

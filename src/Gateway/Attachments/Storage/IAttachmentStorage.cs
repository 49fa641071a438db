using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>
/// Keeps bytes by their attachment's id. What can't be done for now is a <see cref="StorageException"/>. Ids are random and
/// used once, so that nothing is ever overwritten.
/// </summary>
internal interface IAttachmentStorage
{
    /// <summary>Begins to keep bytes, which are nobody's until <see cref="IAttachmentWriter.KeepAsync"/>.</summary>
    Task<IAttachmentWriter> CreateAsync(AttachmentId id, CancellationToken cancellationToken);

    /// <summary>Opens kept bytes, to be read from any place on; null where there are none.</summary>
    Task<Stream?> OpenAsync(AttachmentId id, long size, CancellationToken cancellationToken);

    /// <summary>Removes bytes; nothing happens where there are none.</summary>
    Task RemoveAsync(AttachmentId id, CancellationToken cancellationToken);
}

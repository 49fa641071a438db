using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>Where attachments are off. Nobody gets this far.</summary>
internal sealed class NoStorage : IAttachmentStorage
{
    public Task<IAttachmentWriter> CreateAsync(AttachmentId id, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Attachments are off.");

    public Task<Stream?> OpenAsync(AttachmentId id, long size, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Attachments are off.");

    public Task RemoveAsync(AttachmentId id, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Attachments are off.");
}

namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>Bytes on their way to where they are kept. Disposed before they are kept, nothing is left of them.</summary>
internal interface IAttachmentWriter : IAsyncDisposable
{
    /// <summary>Takes the bytes.</summary>
    Stream Content { get; }

    /// <summary>Done when the bytes that came are kept and would survive a loss of power.</summary>
    Task KeepAsync(CancellationToken cancellationToken);
}

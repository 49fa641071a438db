using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>
/// An object on its way. An object's length has to be known before its first byte, and that of a file is not before its last:
/// it waits in a file that is gone when it is closed, whatever ends the process.
/// </summary>
internal sealed class S3Upload : IAttachmentWriter
{
    private const int BufferBytes = 64 * 1024;

    private readonly S3Storage _storage;
    private readonly AttachmentId _id;
    private readonly FileStream _file;

    public S3Upload(S3Storage storage, AttachmentId id)
    {
        _storage = storage;
        _id = id;
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
                BufferSize = BufferBytes,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            _file = new FileStream(Path.Combine(Path.GetTempPath(), $"chat-attachment-{id}"), options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("A temporary file can't be created.", e);
        }

        Content = new StorageStream(_file);
    }

    public Stream Content { get; }

    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        _file.Position = 0;
        await _storage.PutAsync(_id, _file, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException)
        {
            // What could not be written has not been kept.
        }
    }
}

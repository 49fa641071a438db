namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>
/// A file on its way. It has its name from the start: nobody asks for it before its upload is completed, and one that a
/// crash leaves behind is removed with its upload.
/// </summary>
internal sealed class DiskFile : IAttachmentWriter
{
    private readonly string _path;
    private readonly FileStream _file;
    private bool _kept;

    public DiskFile(string path, FileStream file)
    {
        _path = path;
        _file = file;
        Content = new StorageStream(file);
    }

    public Stream Content { get; }

    public Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            _file.Flush(flushToDisk: true);
            _kept = true;
            return Task.CompletedTask;
        }
        catch (IOException e)
        {
            throw new StorageException("The file can't be written.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException) when (!_kept)
        {
            // What could not be written is not wanted.
        }

        if (!_kept)
        {
            DiskStorage.Remove(_path);
        }
    }
}

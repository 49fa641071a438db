using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>Files in a folder, spread over 256 folders in it by the first digits of their names.</summary>
internal sealed class DiskStorage(string folder) : IAttachmentStorage
{
    private const int BufferBytes = 64 * 1024;

    public Task<IAttachmentWriter> CreateAsync(AttachmentId id, CancellationToken cancellationToken)
    {
        var path = PathOf(id);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.Asynchronous,
                BufferSize = BufferBytes,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return Task.FromResult<IAttachmentWriter>(new DiskFile(path, new FileStream(path, options)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("The file can't be created.", e);
        }
    }

    public Task<Stream?> OpenAsync(AttachmentId id, long size, CancellationToken cancellationToken)
    {
        try
        {
            // Removed while somebody reads it, it is read to its end.
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("The file can't be opened.", e);
        }
    }

    public Task RemoveAsync(AttachmentId id, CancellationToken cancellationToken)
    {
        try
        {
            Remove(PathOf(id));
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("The file can't be removed.", e);
        }
    }

    /// <summary>Removes a file, where there is one.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Nor is there a file then.
        }
    }

    private string PathOf(AttachmentId id)
    {
        var name = id.ToString();
        return Path.Combine(folder, name[..2], name);
    }
}

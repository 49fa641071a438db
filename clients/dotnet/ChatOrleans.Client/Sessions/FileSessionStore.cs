using System.Text.Json;
using ChatOrleans.Client.Files;

namespace ChatOrleans.Client.Sessions;

/// <summary>
/// A session in a file that only its owner can read (mode 0600 where the system has modes). The file is replaced as a whole:
/// a crash leaves the old one or the new one. Processes that share it take turns by a second file beside it, which ends in <c>.lock</c>.
/// </summary>
/// <param name="path">The file; its folder is made if it is not there.</param>
/// <param name="time">Time, for tests. Default: the system's.</param>
public sealed class FileSessionStore(string path, TimeProvider? time = null) : ISessionStore
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly string _path = Path.GetFullPath(path);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public async Task<StoredSession?> LoadAsync(CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(_path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, LocalJson.Default.StoredSession);
        }
        catch (JsonException exception)
        {
            throw new IOException($"{_path} holds no session.", exception);
        }
    }

    /// <inheritdoc/>
    public async Task SaveAsync(StoredSession? session, CancellationToken cancellationToken)
    {
        if (session is null)
        {
            File.Delete(_path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var fresh = _path + ".new";

        // One that a crash has left may have been made by somebody else, with other rights.
        File.Delete(fresh);
        await using (var file = new FileStream(fresh, PrivateFile.Options(FileMode.CreateNew)))
        {
            await JsonSerializer.SerializeAsync(file, session, LocalJson.Default.StoredSession, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // The system lets go of it when the process ends, however it ends.
                return new FileStream(_path + ".lock", PrivateFile.Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (File.Exists(_path + ".lock"))
            {
                await Task.Delay(LookAgain, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

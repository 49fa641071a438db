using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// The folder of one database: <c>lock</c> (held while in use), <c>postgres</c> (the cluster's files) and <c>run</c> (the
/// socket). Under root, when PostgreSQL's user can't reach the folder, the latter two live in a folder of their own below
/// <c>/var/lib</c>, and <c>elsewhere</c> is a link to it.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>sun_path holds 104 bytes on macOS and 108 on Linux, with the closing zero and PostgreSQL's file name.</summary>
    private const int LongestSocketFolder = 103 - 15;

    private const string Elsewhere = "/var/lib/chat-orleans";

    private const string TemporaryPrefix = "chat-sockets-";

    private const UnixFileMode Enterable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;
    private string? _temporarySockets;

    private DataFolder(FileStream @lock, string home)
    {
        _lock = @lock;
        Home = home;
        Cluster = Path.Combine(home, "postgres");
        Sockets = Path.Combine(home, "run");
    }

    /// <summary>Where the files are: the folder asked for, or its place elsewhere.</summary>
    internal string Home { get; }

    internal string Cluster { get; }

    internal string Sockets { get; private set; }

    /// <summary>Takes the folder, or throws if a live process has it.</summary>
    internal static async Task<DataFolder> TakeAsync(
        string path, ServerAccount account, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        try
        {
            MakeEnterable(path, account);
            var taken = Take(path);
            try
            {
                var home = await HomeAsync(path, account, cancellationToken);
                var folder = new DataFolder(taken, home);
                await folder.MakeSocketsAsync(account, cancellationToken);
                return folder;
            }
            catch
            {
                await taken.DisposeAsync();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The data folder '{path}' can't be used: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        if (_temporarySockets is not null)
        {
            Directory.Delete(_temporarySockets, recursive: true);
            _temporarySockets = null;
        }

        _lock.Dispose();
    }

    private static FileStream Take(string path)
    {
        var file = Path.Combine(path, "lock");
        try
        {
            // The operating system drops the lock with the process, however it ends; that the file is there means nothing.
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(file))
        {
            throw new EmbeddedPostgresException(
                $"Another ChatOrleans is running on the data folder '{path}'. Stop it first, or choose another folder "
                + "with --data.",
                exception);
        }
    }

    private static async Task<string> HomeAsync(
        string path, ServerAccount account, CancellationToken cancellationToken)
    {
        var link = Path.Combine(path, "elsewhere");
        if (new DirectoryInfo(link) is { LinkTarget: not null } info
            && info.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target)
        {
            return target.FullName;
        }

        if (await account.CanEnterAsync(path, cancellationToken)
            || await OpenAsync(path, account, cancellationToken))
        {
            return path;
        }

        var home = Path.Combine(Elsewhere, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        MakeEnterable(Elsewhere, account);
        MakeEnterable(home, account);
        File.Delete(link);
        Directory.CreateSymbolicLink(link, home);
        return home;
    }

    /// <summary>
    /// Where only the folder itself is in the way, others may pass through it from now on; what lies in it has rights of
    /// its own.
    /// </summary>
    private static async Task<bool> OpenAsync(string path, ServerAccount account, CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(path);
        if (OperatingSystem.IsWindows()
            || parent is null
            || !await account.CanEnterAsync(parent, cancellationToken))
        {
            return false;
        }

        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherExecute);
        return await account.CanEnterAsync(path, cancellationToken);
    }

    private static void MakeEnterable(string path, ServerAccount account)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(path);
        if (account.User is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Enterable);
        }
    }

    private async Task MakeSocketsAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        await ForgetTemporarySocketsAsync(cancellationToken);
        if (Encoding.UTF8.GetByteCount(Sockets) > LongestSocketFolder)
        {
            _temporarySockets = Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
            Sockets = _temporarySockets;

            // Where the next run finds it, should this one be killed.
            await _lock.WriteAsync(Encoding.UTF8.GetBytes(_temporarySockets), cancellationToken);
            await _lock.FlushAsync(cancellationToken);
        }

        await account.MakePrivateFolderAsync(Sockets, cancellationToken);
    }

    private async Task ForgetTemporarySocketsAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(_lock, leaveOpen: true);
        var sockets = await reader.ReadToEndAsync(cancellationToken);
        _lock.SetLength(0);
        if (Path.GetFileName(sockets).StartsWith(TemporaryPrefix, StringComparison.Ordinal) && Directory.Exists(sockets))
        {
            Directory.Delete(sockets, recursive: true);
        }
    }
}

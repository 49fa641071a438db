using ChatOrleans.Client.Files;

namespace ChatOrleans.Client.Outboxes;

/// <summary>
/// An outbox in a file: a journal that is only ever added to, and forced onto the disk before a call is done, so that what was
/// kept survives a killed process and a lost machine's power. A line that was torn by either is passed over. One process
/// holds the file at a time, and only its owner can read it (mode 0600 where the system has modes).
/// </summary>
public sealed class FileOutbox : IOutbox
{
    // Lines of what is gone already; beyond it the journal is written anew.
    private const int LinesGone = 200;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _path;
    private EntryList _entries = new();
    private FileStream? _journal;
    private int _lines;
    private bool _disposed;

    /// <summary>Uses a file; it is opened at the first call.</summary>
    /// <param name="path">The journal; its folder is made if it is not there.</param>
    public FileOutbox(string path) => _path = Path.GetFullPath(path);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OutboxEntry>> LoadAsync(string userId, CancellationToken cancellationToken) =>
        await TakeTurnAsync(() => _entries.Of(userId), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask PutAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        await TakeTurnAsync(
            () =>
            {
                Append(new JournalRecord { Entry = entry });
                _entries.Put(entry);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        await TakeTurnAsync(
            () =>
            {
                if (_entries.Remove(entry))
                {
                    // The key is enough, and the text is not written once more.
                    Append(new JournalRecord { Entry = entry with { Text = null, Attachments = null }, Gone = true });
                    ShortenIfWorthIt();
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        _journal?.Dispose();
        _journal = null;
        _turn.Release();
    }

    private async Task<T> TakeTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Waiting for the disk is no work for the caller's thread; once begun it is not given up half-way.
            return await Task.Run(
                () =>
                {
                    Open();
                    return work();
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Open()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_journal is not null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var journal = new FileStream(_path, PrivateFile.Options(FileMode.OpenOrCreate));
        try
        {
            var bytes = new byte[journal.Length];
            journal.ReadExactly(bytes);
            _entries = new EntryList();
            _lines = 0;
            foreach (var record in JournalLine.ReadAll(bytes))
            {
                _lines++;
                if (record.Gone)
                {
                    _entries.Remove(record.Entry);
                }
                else
                {
                    _entries.Put(record.Entry);
                }
            }

            // What comes next begins a line of its own, whatever a crash has left at the end.
            journal.SetLength(bytes.AsSpan().LastIndexOf((byte)'\n') + 1);
            journal.Position = journal.Length;
        }
        catch
        {
            journal.Dispose();
            throw;
        }

        _journal = journal;
    }

    private void Append(JournalRecord record)
    {
        var journal = _journal!;
        var end = journal.Position;
        try
        {
            journal.Write(JournalLine.Write(record));
            journal.Flush(flushToDisk: true);
            _lines++;
        }
        catch (IOException)
        {
            // A full disk, say: half a line must not be in the way of the next one.
            Forget(end);
            throw;
        }
    }

    private void Forget(long end)
    {
        try
        {
            _journal!.SetLength(end);
            _journal.Position = end;
        }
        catch (IOException)
        {
            // Opened anew by the next call, which passes the torn line over.
            _journal!.Dispose();
            _journal = null;
        }
    }

    private void ShortenIfWorthIt()
    {
        if (_entries.Count == 0)
        {
            _journal!.SetLength(0);
            _journal.Position = 0;
            _journal.Flush(flushToDisk: true);
            _lines = 0;
        }
        else if (_lines - _entries.Count > LinesGone)
        {
            Rewrite();
        }
    }

    // The whole new journal takes the old one's place at once: a crash leaves one of the two.
    private void Rewrite()
    {
        var fresh = _path + ".new";
        File.Delete(fresh);
        var journal = new FileStream(fresh, PrivateFile.Options(FileMode.CreateNew));
        try
        {
            foreach (var entry in _entries.All)
            {
                journal.Write(JournalLine.Write(new JournalRecord { Entry = entry }));
            }

            journal.Flush(flushToDisk: true);
            File.Move(fresh, _path, overwrite: true);
        }
        catch
        {
            journal.Dispose();
            throw;
        }

        _journal!.Dispose();
        _journal = journal;
        _lines = _entries.Count;
    }
}

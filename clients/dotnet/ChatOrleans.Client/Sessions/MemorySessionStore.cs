namespace ChatOrleans.Client.Sessions;

/// <summary>A session that ends with the process. Safe to share by clients of one process.</summary>
public sealed class MemorySessionStore : ISessionStore
{
    private Task _last = Task.CompletedTask;
    private volatile StoredSession? _session;

    /// <inheritdoc/>
    public Task<StoredSession?> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(_session);

    /// <inheritdoc/>
    public Task SaveAsync(StoredSession? session, CancellationToken cancellationToken)
    {
        _session = session;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        var turn = new Turn();
        var previous = Interlocked.Exchange(ref _last, turn.Over);
        try
        {
            await previous.WaitAsync(cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            // The next one waits for whom this one has waited for.
            _ = previous.ContinueWith(_ => turn.DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    private sealed class Turn : IAsyncDisposable
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public ValueTask DisposeAsync()
        {
            _over.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}

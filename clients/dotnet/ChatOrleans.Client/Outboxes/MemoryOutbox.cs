namespace ChatOrleans.Client.Outboxes;

/// <summary>An outbox that ends with the process. Safe to share by clients of one process.</summary>
public sealed class MemoryOutbox : IOutbox
{
    private readonly Lock _gate = new();
    private readonly EntryList _entries = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> LoadAsync(string userId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_entries.Of(userId));
        }
    }

    /// <inheritdoc/>
    public ValueTask PutAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _entries.Put(entry);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _entries.Remove(entry);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

namespace ChatOrleans.Client.Outboxes;

/// <summary>
/// Where commands are kept until the server has acknowledged them. A client calls it from one place at a time; entries keep
/// the order in which they were put.
/// </summary>
public interface IOutbox : IAsyncDisposable
{
    /// <summary>A user's entries, in the order in which they were first put.</summary>
    /// <exception cref="IOException">They can't be read.</exception>
    ValueTask<IReadOnlyList<OutboxEntry>> LoadAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Keeps an entry, at its old place if there is one with its key; once it is done, it survives what the outbox survives.</summary>
    /// <exception cref="IOException">It can't be kept.</exception>
    ValueTask PutAsync(OutboxEntry entry, CancellationToken cancellationToken);

    /// <summary>Forgets an entry, if it is there.</summary>
    /// <exception cref="IOException">It can't be forgotten; it may come back in another run, and is then acknowledged as a duplicate.</exception>
    ValueTask RemoveAsync(OutboxEntry entry, CancellationToken cancellationToken);
}

namespace ChatOrleans.Client.Sessions;

/// <summary>
/// Where a session is kept between runs. Clients of several processes may share a store; then they take turns with
/// <see cref="LockAsync"/>, since a refresh token that is used twice ends the session.
/// </summary>
public interface ISessionStore
{
    /// <summary>The session that is kept, or null.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    Task<StoredSession?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a session in place of the one before, or none; once it is done, it survives the process.</summary>
    /// <exception cref="IOException">It can't be kept.</exception>
    Task SaveAsync(StoredSession? session, CancellationToken cancellationToken);

    /// <summary>Waits until nobody else holds the lock of the store, and holds it until the answer is disposed of.</summary>
    Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken);
}

namespace ChatOrleans.Client;

/// <summary>A command on its way to the server.</summary>
/// <typeparam name="T">What it settles to.</typeparam>
public sealed class Outgoing<T>
{
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<T> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Outgoing(string clientMessageId)
    {
        ClientMessageId = clientMessageId;

        // Nobody has to listen: an unheard refusal is no unobserved exception.
        _settled.Task.ContinueWith(static task => _ = task.Exception, TaskScheduler.Default);
    }

    /// <summary>The command's id.</summary>
    public string ClientMessageId { get; }

    /// <summary>
    /// Done once the outbox keeps it: from here on it survives the process. Never fails: what an outbox can't keep is told by
    /// <see cref="ChatClient.Failed"/>, and sent all the same.
    /// </summary>
    public Task Kept => _kept.Task;

    /// <summary>
    /// Done once the server has stored it, which may be after days offline. Fails with a <see cref="ChatException"/> when it is
    /// refused for good or discarded.
    /// </summary>
    public Task<T> Settled => _settled.Task;

    internal void Keep() => _kept.TrySetResult();

    internal void Settle(T value)
    {
        _kept.TrySetResult();
        _settled.TrySetResult(value);
    }

    internal void Fail(ChatException error)
    {
        _kept.TrySetResult();
        _settled.TrySetException(error);
    }
}

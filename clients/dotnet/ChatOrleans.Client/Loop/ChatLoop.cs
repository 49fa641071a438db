namespace ChatOrleans.Client.Loop;

/// <summary>
/// The one place where a client's state is changed: what is posted runs one after the other, in order, on the thread pool.
/// Asynchronous code that began here goes on here after each await.
/// </summary>
internal sealed class ChatLoop : SynchronizationContext
{
    private readonly Lock _gate = new();
    private readonly Queue<(SendOrPostCallback Work, object? State)> _queue = new();
    private readonly Action<Exception> _fault;
    private bool _running;

    /// <param name="fault">Told of what work throws; work of the loop itself throws nothing, so that it is a defect or a handler's.</param>
    public ChatLoop(Action<Exception> fault) => _fault = fault;

    /// <summary>Whether the caller is on the loop.</summary>
    public bool IsHere => Current == this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _queue.Enqueue((d, state));
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Drain(), this, preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nobody waits for the loop.");

    public override SynchronizationContext CreateCopy() => this;

    public void Post(Action work) => Post(static state => ((Action)state!)(), work);

    /// <summary>Runs asynchronous work on the loop; its caller goes on elsewhere.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async () =>
        {
            try
            {
                done.TrySetResult(await work());
            }
            catch (OperationCanceledException exception)
            {
                done.TrySetCanceled(exception.CancellationToken);
            }
            catch (Exception exception)
            {
                done.TrySetException(exception);
            }
        });
        return done.Task;
    }

    public Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return true;
    });

    private void Drain()
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (TryTake(out var next))
            {
                try
                {
                    next.Work(next.State);
                }
                catch (Exception exception)
                {
                    _fault(exception);
                }
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private bool TryTake(out (SendOrPostCallback Work, object? State) next)
    {
        lock (_gate)
        {
            _running = _queue.TryDequeue(out next);
            return _running;
        }
    }
}

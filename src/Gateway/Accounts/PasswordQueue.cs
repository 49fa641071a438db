using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// Threads that do nothing but hash passwords, behind a bounded queue: hashing is slow on purpose, and on the thread
/// pool a wave of logins would starve the conversations.
/// </summary>
internal sealed class PasswordQueue : IDisposable
{
    private readonly BlockingCollection<Action> _jobs;
    private readonly Thread[] _threads;

    public PasswordQueue(IOptions<PasswordOptions> options)
    {
        _jobs = new BlockingCollection<Action>(options.Value.QueueCapacity);
        _threads = new Thread[options.Value.Threads];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"passwords {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Queues a job; false when the queue is full. A job whose caller has gone before its turn is skipped.</summary>
    public bool TryRun<T>(Func<T> job, CancellationToken cancellationToken, [NotNullWhen(true)] out Task<T>? result)
    {
        // Without this the callers' continuations would run on these few threads.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        result = done.Task;
        if (_jobs.TryAdd(() => Run(job, done, cancellationToken), 0, CancellationToken.None))
        {
            return true;
        }

        result = null;
        return false;
    }

    public void Dispose()
    {
        _jobs.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _jobs.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The fault is the caller's, who gets it through the task; the thread goes on.")]
    private static void Run<T>(Func<T> job, TaskCompletionSource<T> done, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            done.SetCanceled(cancellationToken);
            return;
        }

        try
        {
            done.SetResult(job());
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private void Work()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            job();
        }
    }
}

namespace ChatOrleans.Grains.Jobs;

/// <summary>Tells this silo's lines that there is a new job, so that it does not wait for them to look.</summary>
internal sealed class JobBell
{
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when it rings next.</summary>
    public Task Next => Volatile.Read(ref _rung).Task;

    public void Ring() =>
        Interlocked.Exchange(ref _rung, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}

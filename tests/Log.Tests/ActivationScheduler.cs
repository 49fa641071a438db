namespace ChatOrleans.Log.Tests;

/// <summary>One call at a time between awaits, as a grain's activation has it.</summary>
internal sealed class ActivationScheduler : IDisposable
{
    private readonly ConcurrentExclusiveSchedulerPair _pair = new();

    public Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _pair.ExclusiveScheduler).Unwrap();

    public void Dispose() => _pair.Complete();
}

namespace ChatOrleans.Grains.Jobs;

/// <summary>This silo's part in all jobs. It begins when the silo takes calls, and ends before it takes none.</summary>
internal sealed class JobWorker(IEnumerable<JobLine> lines) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _working = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(JobWorker), ServiceLifecycleStage.Last, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _working = Task.Run(() => Task.WhenAll(lines.Select(line => line.RunAsync(_stopping.Token))), CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

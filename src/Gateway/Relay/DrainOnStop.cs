namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// Drains before the host begins to stop, when it is stopped by code. From <c>ApplicationStopping</c> on SignalR closes
/// its connections and nothing arrives any more.
/// </summary>
internal sealed class DrainOnStop : IHostedLifecycleService
{
    private readonly Draining _draining;

    public DrainOnStop(Draining draining) => _draining = draining;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => _draining.DrainAsync().WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

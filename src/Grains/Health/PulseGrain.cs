using Orleans.Concurrency;

namespace ChatOrleans.Grains.Health;

/// <summary>A stateless worker, since those always run in the caller's silo.</summary>
[StatelessWorker]
internal sealed class PulseGrain : Grain, IPulseGrain
{
    public Task PulseAsync() => Task.CompletedTask;
}

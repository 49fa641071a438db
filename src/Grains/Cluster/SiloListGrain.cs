using ChatOrleans.Grains.Abstractions.Cluster;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Cluster;

/// <summary>Reentrant because it has no state to guard: finding a new silo's port must not hold up other gateways.</summary>
[StatelessWorker, Reentrant]
internal sealed class SiloListGrain(SiloPorts ports) : Grain, ISiloListGrain
{
    public Task<SiloList> GetAsync() => ports.ListAsync();
}

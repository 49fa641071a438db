using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ChatOrleans.Grains.Telemetry;

/// <summary>The cluster as this silo knows it.</summary>
internal sealed class MembershipMetrics : ISiloStatusListener, IDisposable
{
    private readonly ISiloStatusOracle _oracle;
    private readonly Counter<long> _deaths;
    private readonly ConcurrentDictionary<SiloAddress, SiloStatus> _known = new();

    public MembershipMetrics(Meter meter, ISiloStatusOracle oracle)
    {
        _oracle = oracle;
        _deaths = meter.CreateCounter<long>(
            "chat.cluster.deaths", "{silo}", "Silos that this one saw end: those that left in order, and those declared dead.");
        _deaths.Add(0, How("left"));
        _deaths.Add(0, How("declared"));
        _ = meter.CreateObservableGauge(
            "chat.cluster.silos", Observe, "{silo}", "Silos of the cluster that are not dead, by status.");
        _ = oracle.SubscribeToSiloStatusEvents(this);
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status != SiloStatus.Dead)
        {
            _known[updatedSilo] = status;
        }
        else if (_known.TryRemove(updatedSilo, out var before))
        {
            // The table also holds those who were dead before this silo came.
            _deaths.Add(1, How(before is SiloStatus.ShuttingDown or SiloStatus.Stopping ? "left" : "declared"));
        }
    }

    public void Dispose() => _ = _oracle.UnSubscribeFromSiloStatusEvents(this);

    private static KeyValuePair<string, object?> How(string how) => new("how", how);

    private IEnumerable<Measurement<int>> Observe()
    {
        var statuses = _oracle.GetApproximateSiloStatuses();
        foreach (var (status, name) in new[]
        {
            (SiloStatus.Joining, "joining"), (SiloStatus.Active, "active"), (SiloStatus.ShuttingDown, "leaving"),
        })
        {
            yield return new Measurement<int>(
                statuses.Count(silo => silo.Value == status), new KeyValuePair<string, object?>("status", name));
        }
    }
}

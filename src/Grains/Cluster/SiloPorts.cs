using System.Collections.Immutable;
using System.Net;
using ChatOrleans.Grains.Abstractions.Cluster;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Cluster;

/// <summary>
/// The ports for gateways of the cluster's active silos. The membership in memory does not hold them; they are read with
/// the table when a silo appears that was not seen before, and never change in a silo's life.
/// </summary>
internal sealed partial class SiloPorts(
    IClusterMembershipService membership, IGrainFactory grains, TimeProvider time, ILogger<SiloPorts> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile ImmutableDictionary<SiloAddress, int> _ports = ImmutableDictionary<SiloAddress, int>.Empty;
    private Task _reading = Task.CompletedTask;
    private readonly Lock _gate = new();

    /// <summary>What is known now, after looking for silos not seen before; those that can't be looked up are left out.</summary>
    public async Task<SiloList> ListAsync()
    {
        var snapshot = membership.CurrentSnapshot;
        var active = Active(snapshot);
        if (active.Any(silo => !_ports.ContainsKey(silo)))
        {
            await ReadOnceAsync();
        }

        var ports = _ports;
        return new SiloList
        {
            Version = snapshot.Version.Value,
            Addresses =
            [
                .. active
                    .Where(silo => ports.TryGetValue(silo, out var port) && port > 0)
                    .Select(silo => new IPEndPoint(silo.Endpoint.Address, ports[silo]).ToString()),
            ],
        };
    }

    private static SiloAddress[] Active(ClusterMembershipSnapshot snapshot) =>
        [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];

    /// <summary>Joins a reading that is under way.</summary>
    private Task ReadOnceAsync()
    {
        lock (_gate)
        {
            return _reading.IsCompleted ? _reading = ReadAsync() : _reading;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var entries = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true).WaitAsync(Patience, time);
            _ports = entries.ToImmutableDictionary(entry => entry.SiloAddress, entry => entry.ProxyPort);
        }
        catch (Exception fault)
        {
            // The database is away: what was known goes on to be told, and the next question looks again.
            LogNotRead(fault.GetType().Name, fault.Message);
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ChatOrleans.Silo.Cluster;

/// <summary>
/// Finds out at once that a member's process has ended. When a connection to it breaks and its port then refuses
/// connections, nobody listens there any more: the operating system itself says so, however busy the machine is. Probes
/// need seconds for that. A member that hangs, or whose machine or link is gone, refuses nothing; it is left to them.
/// </summary>
internal sealed partial class CrashWatch(
    IServiceProvider services, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CrashWatch> logger)
{
    /// <summary>Refusals in a row: a port in the middle of being opened may refuse once.</summary>
    private const int Refusals = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<IPEndPoint, bool> _looking = new();

    /// <summary>A connection to a member has ended, for whatever reason.</summary>
    public void OnConnectionLost(EndPoint? endPoint)
    {
        if (endPoint is IPEndPoint member
            && !lifetime.ApplicationStopping.IsCancellationRequested
            && _looking.TryAdd(member, true))
        {
            _ = LookAsync(member);
        }
    }

    private async Task LookAsync(IPEndPoint endPoint)
    {
        try
        {
            await LookCoreAsync(endPoint);
        }
        catch (Exception fault)
        {
            // The probes go on.
            LogFailed(fault, endPoint);
        }
        finally
        {
            _looking.TryRemove(endPoint, out _);
        }
    }

    private async Task LookCoreAsync(IPEndPoint endPoint)
    {
        var membership = services.GetRequiredService<IClusterMembershipService>();
        for (var refusal = 0; refusal < Refusals; refusal++)
        {
            if (await Port.ConnectAsync(endPoint) != SocketError.ConnectionRefused)
            {
                return;
            }

            await Task.Delay(Pause, time);
        }

        // One that leaves in order says so itself, and may be at it still after it has closed its port.
        var active = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => member.SiloAddress)
            .ToArray();
        var lost = Array.Find(active, member => member.Endpoint.Equals(endPoint));
        if (lost is not null && await ReachesOthersAsync(active, lost))
        {
            LogCrashed(lost);
            await membership.TryKill(lost);
        }
    }

    /// <summary>
    /// Whether at least half of the other members can be connected to. A silo that is refused everywhere is the one that
    /// is cut off.
    /// </summary>
    private async Task<bool> ReachesOthersAsync(SiloAddress[] active, SiloAddress lost)
    {
        var self = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var others = active.Where(member => !member.Equals(lost) && !member.Equals(self)).ToArray();
        var reached = await Task.WhenAll(others.Select(member => Port.ConnectAsync(member.Endpoint)));
        return reached.Count(result => result == SocketError.Success) * 2 >= others.Length;
    }
}

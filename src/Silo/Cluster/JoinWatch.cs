using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace ChatOrleans.Silo.Cluster;

/// <summary>
/// Lets a silo join where all members were lost at once. Orleans asks every active member before it lets one in, and only
/// a member declares others dead: after a loss of all of them nobody is left to do so, and whoever comes at another
/// address would wait for ever. While this silo joins, it declares the members dead if every one of them has long been
/// silent in the table and none accepts a connection.
/// </summary>
internal sealed partial class JoinWatch(
    IMembershipTable table,
    IClusterMembershipService membership,
    ILocalSiloDetails self,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    ILogger<JoinWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _joined = new();
    private Task _watching = Task.CompletedTask;

    private TimeSpan LongestSilence =>
        options.Value.IAmAliveTablePublishTimeout * options.Value.NumMissedTableIAmAliveLimit;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(
            nameof(JoinWatch),
            ServiceLifecycleStage.ApplicationServices,
            _ =>
            {
                _watching = Task.Run(WatchAsync, CancellationToken.None);
                return Task.CompletedTask;
            },
            _ => EndAsync());
        lifecycle.Subscribe(nameof(JoinWatch), ServiceLifecycleStage.Active, _ => EndAsync());
    }

    public void Dispose() => _joined.Dispose();

    private async Task EndAsync()
    {
        await _joined.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(Pause, time, _joined.Token);
            try
            {
                await LookAsync();
            }
            catch (Exception fault) when (!_joined.IsCancellationRequested)
            {
                LogFailed(fault);
            }
        }
    }

    private async Task LookAsync()
    {
        var members = (await table.ReadAll()).Members
            .Select(member => member.Item1)
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress))
            .ToArray();
        if (members.Length == 0 || !Array.TrueForAll(members, IsSilent))
        {
            // A member that lives declares the others dead.
            return;
        }

        var answers = await Task.WhenAll(members.Select(member => Port.ConnectAsync(member.SiloAddress.Endpoint)));
        if (answers.Contains(SocketError.Success))
        {
            // Paused, or the table can't be written.
            return;
        }

        foreach (var member in members)
        {
            LogLost(member.SiloAddress, LongestSilence);
            await membership.TryKill(member.SiloAddress);
        }
    }

    private bool IsSilent(MembershipEntry member)
    {
        var heard = member.IAmAliveTime > member.StartTime ? member.IAmAliveTime : member.StartTime;
        return time.GetUtcNow().UtcDateTime - heard > LongestSilence;
    }
}

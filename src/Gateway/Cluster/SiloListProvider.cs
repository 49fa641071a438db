using System.Net;
using ChatOrleans.Grains.Abstractions.Cluster;
using Orleans.Messaging;

namespace ChatOrleans.Gateway.Cluster;

/// <summary>
/// Tells Orleans' client the silos to connect to: those of the running cluster, asked each second, and the seeds as long
/// as the cluster does not answer. A silo that is gone is left, a new one is used, and no seed has to live on.
/// </summary>
internal sealed partial class SiloListProvider(
    SiloSeeds seeds, IServiceProvider services, TimeProvider time, ILogger<SiloListProvider> logger) : IGatewayListProvider
{
    /// <summary>How often Orleans asks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Calls at a time. Mostly they go to different silos, so that one that hangs keeps nobody from knowing.</summary>
    private const int AskedAtOnce = 3;

    /// <summary>Keys to ask with in turn; each goes through a silo of its own, for as long as that is connected.</summary>
    private const int Keys = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private volatile SiloList? _known;
    private volatile bool _isConnected;
    private uint _turn;

    /// <summary>How long a silo that could not be connected to is left alone although it is a member.</summary>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(5);

    [Obsolete("Part of the interface; Orleans takes every list as one that changes.")]
    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        var before = _known;
        var told = _isConnected ? await AskAsync() : null;
        if (told is null)
        {
            return [.. await SeedsAndAsync(before)];
        }

        if (!told.Addresses.SequenceEqual(before?.Addresses ?? []))
        {
            LogSilos(told.Version, string.Join(", ", told.Addresses));
        }

        _known = told;
        return [.. Uris(told)];
    }

    /// <summary>The client is connected to so many silos now.</summary>
    public void Connected(int silos)
    {
        _isConnected = silos > 0;
        if (silos == 0)
        {
            // Whoever is found next is believed, even a cluster whose database was put back and counts from before.
            _known = null;
        }
    }

    /// <summary>The newest answer, or null: nobody answered in time, or nothing that is newer than what is known, or an empty cluster.</summary>
    private async Task<SiloList?> AskAsync()
    {
        var calls = Enumerable.Range(0, AskedAtOnce).Select(_ => AskOneAsync(_turn++ % Keys)).ToList();
        while (calls.Count > 0)
        {
            var answered = await Task.WhenAny(calls);
            calls.Remove(answered);
            if (await answered is { Addresses.IsEmpty: false } told && told.Version >= (_known?.Version ?? long.MinValue))
            {
                return told;
            }
        }

        return null;
    }

    private async Task<SiloList?> AskOneAsync(long key)
    {
        try
        {
            var grain = services.GetRequiredService<IClusterClient>().GetGrain<ISiloListGrain>(key);
            return await grain.GetAsync().WaitAsync(Patience, time);
        }
        catch (Exception fault)
        {
            LogNotTold(fault.GetType().Name, fault.Message);
            return null;
        }
    }

    private async Task<IEnumerable<Uri>> SeedsAndAsync(SiloList? known)
    {
        var all = (await seeds.ResolveAsync()).Select(Uri);
        return (known is null ? all : Uris(known).Concat(all)).Distinct();
    }

    private static IEnumerable<Uri> Uris(SiloList list) => list.Addresses.Select(IPEndPoint.Parse).Select(Uri);

    private static Uri Uri(IPEndPoint silo) => SiloAddress.New(silo, 0).ToGatewayUri();
}

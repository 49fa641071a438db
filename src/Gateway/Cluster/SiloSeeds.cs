using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatOrleans.Gateway.Startup;

namespace ChatOrleans.Gateway.Cluster;

/// <summary>
/// The silos of <c>Chat:Gateway:Silos</c>, by which a gateway finds the cluster at first, and again when it has lost it.
/// Names are looked up at most every few seconds, so that what stands behind them may change.
/// </summary>
internal sealed class SiloSeeds
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly (string Host, int Port)[] _seeds;
    private readonly TimeProvider _time;
    private IPEndPoint[] _resolved = [];
    private long _resolvedAt;

    /// <summary>Refuses what is not a list of <c>host:port</c>, by name.</summary>
    public SiloSeeds(IConfiguration configuration, TimeProvider time)
    {
        var silos = (configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions()).Silos;
        const string Key = $"{GatewayOptions.Section}:{nameof(GatewayOptions.Silos)}";
        _seeds = [.. silos.Select(silo => TryParse(silo, out var host, out var port)
            ? (host, port)
            : throw new StartupException($"{Key} holds '{silo}'; a silo is host:port, the port 1 to {IPEndPoint.MaxPort}."))];
        if (_seeds.Length == 0)
        {
            throw new StartupException($"{Key} is empty; a gateway without a silo in its process needs at least one host:port.");
        }

        _time = time;
    }

    /// <summary>Their addresses; a name may stand for several silos, and one that can't be looked up for those it stood for last.</summary>
    public async Task<IPEndPoint[]> ResolveAsync()
    {
        if (_resolved.Length > 0 && _time.GetElapsedTime(_resolvedAt) < Period)
        {
            return _resolved;
        }

        var found = new List<IPEndPoint>();
        foreach (var (host, port) in _seeds)
        {
            try
            {
                var addresses = await Dns.GetHostAddressesAsync(host);
                found.AddRange(addresses.Select(address => new IPEndPoint(address, port)));
            }
            catch (SocketException)
            {
                found.AddRange(_resolved.Where(known => known.Port == port && !found.Contains(known)));
            }
        }

        _resolvedAt = _time.GetTimestamp();
        return _resolved = [.. found.Distinct()];
    }

    private static bool TryParse(string text, out string host, out int port)
    {
        var colon = text.LastIndexOf(':');
        host = colon > 0 ? text[..colon].Trim('[', ']') : string.Empty;
        port = 0;
        return host.Length > 0 &&
               int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) &&
               port is > 0 and <= IPEndPoint.MaxPort;
    }
}

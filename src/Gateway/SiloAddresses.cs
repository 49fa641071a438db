using System.Globalization;
using System.Net;
using ChatOrleans.Gateway.Startup;

namespace ChatOrleans.Gateway;

/// <summary>Where the silos of a gateway in a process of its own are.</summary>
internal static class SiloAddresses
{
    /// <summary>Finds the addresses of <c>host:port</c> entries; a name may stand for several silos.</summary>
    public static async Task<IPEndPoint[]> ResolveAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var silos = (configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions()).Silos;
        var endpoints = new List<IPEndPoint>();
        foreach (var silo in silos)
        {
            if (!TryParse(silo, out var host, out var port))
            {
                throw new StartupException(
                    $"{GatewayOptions.Section}:{nameof(GatewayOptions.Silos)} holds '{silo}'; a silo is host:port, the port 1 to {IPEndPoint.MaxPort}.");
            }

            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            endpoints.AddRange(addresses.Select(address => new IPEndPoint(address, port)));
        }

        return endpoints.Count > 0
            ? [.. endpoints]
            : throw new StartupException(
                $"{GatewayOptions.Section}:{nameof(GatewayOptions.Silos)} is empty; a gateway without a silo in its process needs at least one host:port.");
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

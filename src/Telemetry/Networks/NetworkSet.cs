using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace ChatOrleans.Telemetry.Networks;

/// <summary>A configured list of addresses and networks, and whether a call comes from one of them.</summary>
public sealed class NetworkSet
{
    private readonly IPNetwork[] _networks;

    /// <summary>Reads the list.</summary>
    /// <param name="networks">Addresses and networks such as <c>10.0.0.0/8</c>, which a validator has read before.</param>
    public NetworkSet(IEnumerable<string> networks) =>
        _networks = [.. networks.Select(text => TryRead(text, out var network) ? network : throw new FormatException(Rule(text)))];

    /// <summary>What is wrong with a configured list, one sentence an entry.</summary>
    public static IEnumerable<string> ErrorsOf(string key, IEnumerable<string> networks) =>
        networks.Where(text => !TryRead(text, out _)).Select(text => $"{key} holds {Rule(text)}");

    /// <summary>
    /// Whether the call comes from one of the networks. One that a proxy passed on without being trusted to say for whom
    /// does not: it would come from the proxy's network, whoever makes it.
    /// </summary>
    public bool Holds(HttpContext context) =>
        _networks.Length > 0
        && context.Connection.RemoteIpAddress is { } address
        && Holds(address)
        && !IsForwarded(context.Request.Headers);

    /// <summary>Whether the address is in one of the networks.</summary>
    public bool Holds(IPAddress address)
    {
        // A socket for both families says so of every IPv4 address.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_networks, network => network.Contains(plain));
    }

    private static bool TryRead(string? text, [MaybeNullWhen(false)] out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }

    // The trusted proxies' own have been taken out before.
    private static bool IsForwarded(IHeaderDictionary headers) =>
        headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("Forwarded") || headers.ContainsKey("Via");

    private static string Rule(string? text) =>
        $"'{text}'; a network is an IP address or one such as 10.0.0.0/8 or fd00::/8.";
}

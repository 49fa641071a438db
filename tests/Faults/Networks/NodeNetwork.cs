using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace ChatOrleans.Faults.Networks;

/// <summary>
/// A network of one bridge, on which each node has an address and a link of its own (Linux, root, iproute2). PostgreSQL is
/// reached through a Unix socket, so whoever is cut off still has it. In the end nothing of it is left.
/// </summary>
internal sealed class NodeNetwork : IAsyncDisposable
{
    private const int LongestName = 6;

    private readonly string _id = Guid.NewGuid().ToString("N")[..LongestName];
    private readonly string _subnet;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private NodeNetwork(string subnet) => _subnet = subnet;

    /// <summary>All of its addresses.</summary>
    public string Range => $"{_subnet}.0/24";

    private string Bridge => $"cf{_id}";

    /// <summary>Makes a network with a place for each of these nodes.</summary>
    public static async Task<NodeNetwork> CreateAsync(IEnumerable<string> nodes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            throw new NetworkException("Links can be cut on Linux and as root only.");
        }

        // One of the ranges that nobody routes to (RFC 2544), so that no other network of this machine is in the way.
        var network = new NodeNetwork($"198.18.{Random.Shared.Next(256).ToString(CultureInfo.InvariantCulture)}");
        try
        {
            await network.BuildAsync(nodes);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where a node lives.</summary>
    public (IPAddress Address, IReadOnlyList<string> Launcher) PlaceOf(string node) =>
        (IPAddress.Parse(AddressOf(node)), ["ip", "netns", "exec", NamespaceOf(node)]);

    /// <summary>Cuts a node's link: what is under way on it is neither delivered nor refused.</summary>
    public Task CutAsync(string node) => IpAsync("link", "set", LinkOf(node), "down");

    /// <summary>Mends it.</summary>
    public Task MendAsync(string node) => IpAsync("link", "set", LinkOf(node), "up");

    public async ValueTask DisposeAsync()
    {
        // A namespace takes its end of the link along, and with it the other one.
        foreach (var node in _numbers.Keys)
        {
            await TryIpAsync("netns", "delete", NamespaceOf(node));
        }

        await TryIpAsync("link", "delete", Bridge);
    }

    private async Task BuildAsync(IEnumerable<string> nodes)
    {
        await IpAsync("link", "add", Bridge, "type", "bridge");
        await IpAsync("address", "add", $"{_subnet}.1/24", "dev", Bridge);
        await IpAsync("link", "set", Bridge, "up");
        foreach (var node in nodes)
        {
            _numbers[node] = _numbers.Count + 1;
            var (space, link, far) = (NamespaceOf(node), LinkOf(node), LinkOf(node) + "n");
            await IpAsync("netns", "add", space);
            await IpAsync("link", "add", link, "type", "veth", "peer", "name", far, "netns", space);
            await IpAsync("link", "set", link, "master", Bridge, "up");
            await IpAsync("-n", space, "address", "add", $"{AddressOf(node)}/24", "dev", far);
            await IpAsync("-n", space, "link", "set", far, "up");
            await IpAsync("-n", space, "link", "set", "lo", "up");
        }
    }

    private string AddressOf(string node) => $"{_subnet}.{NumberOf(node, 10)}";

    private string NamespaceOf(string node) => $"{Bridge}-{NumberOf(node)}";

    private string LinkOf(string node) => $"{Bridge}v{NumberOf(node)}";

    private string NumberOf(string node, int from = 0) => (from + _numbers[node]).ToString(CultureInfo.InvariantCulture);

    private static async Task IpAsync(params string[] arguments)
    {
        var (code, output) = await TryIpAsync(arguments);
        if (code != 0)
        {
            throw new NetworkException($"ip {string.Join(' ', arguments)} failed with {code}: {output}");
        }
    }

    private static async Task<(int Code, string Output)> TryIpAsync(params string[] arguments)
    {
        try
        {
            using var ip = Process.Start(new ProcessStartInfo("ip", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = ip.StandardError.ReadToEndAsync();
            await ip.StandardOutput.ReadToEndAsync();
            await ip.WaitForExitAsync();
            return (ip.ExitCode, (await errors).Trim());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new NetworkException($"iproute2 is needed to cut links: {exception.Message}", exception);
        }
    }
}

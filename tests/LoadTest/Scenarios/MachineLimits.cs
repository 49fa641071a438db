using System.Globalization;
using System.Net;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>What this machine lets one process have; better known before a run than in the middle of it.</summary>
internal static class MachineLimits
{
    /// <summary>Files, threads and libraries beside the connections.</summary>
    private const int Spare = 300;

    /// <summary>Throws when there can't be this many connections to this server.</summary>
    public static void Check(int connections, Uri server)
    {
        if (OpenFiles() is { } files && files < connections + Spare)
        {
            throw new SetUpException(
                $"{connections} connections need about {connections + Spare} open files, but the limit is {files}. Raise it: ulimit -n {connections + (2 * Spare)}");
        }

        if (LocalPorts() is { } ports && ports < connections)
        {
            throw new SetUpException(
                $"{connections} connections from one address to {server} need as many local ports, but there are {ports}. "
                + "Raise net.ipv4.ip_local_port_range, or generate on several machines.");
        }

        // Each connection of this process has another end in the server's, where it counts alike.
        if (IPAddress.TryParse(server.Host, out var address) && IPAddress.IsLoopback(address) && OpenFiles() is { } shared && shared < 4_096)
        {
            Console.Error.WriteLine($"A server started with this limit of {shared} open files has room for fewer connections.");
        }
    }

    private static long? OpenFiles()
    {
        const string path = "/proc/self/limits";
        const string name = "Max open files";
        if (!File.Exists(path))
        {
            return null;
        }

        var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
            && long.TryParse(soft, CultureInfo.InvariantCulture, out var limit)
                ? limit
                : null;
    }

    private static long? LocalPorts()
    {
        const string path = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(path)
            && File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var first, var last]
            && long.TryParse(first, CultureInfo.InvariantCulture, out var from)
            && long.TryParse(last, CultureInfo.InvariantCulture, out var to)
                ? to - from + 1
                : null;
    }
}

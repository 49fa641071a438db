using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ChatOrleans.TestKit;

/// <summary>
/// Ports for servers that come back to the same port after a kill: free now, and below those that the system gives to
/// outgoing connections, one of which would else be in the way of a restart.
/// </summary>
public static class FreePorts
{
    private const int First = 10_000;
    private const int LastWithoutRange = 32_000;
    private const int Attempts = 1_000;
    private const string Range = "/proc/sys/net/ipv4/ip_local_port_range";

    private static readonly HashSet<int> Taken = [];

    /// <summary>A port that nobody listens on and that this process gives out once.</summary>
    public static int Next()
    {
        lock (Taken)
        {
            var end = End();
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var port = Random.Shared.Next(First, end);
                if (!Taken.Contains(port) && IsFree(port))
                {
                    Taken.Add(port);
                    return port;
                }
            }
        }

        throw new ExpectationException($"No port from {First} on is free.");
    }

    private static int End()
    {
        if (!File.Exists(Range))
        {
            return LastWithoutRange;
        }

        var first = File.ReadAllText(Range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0];
        return Math.Max(First + Attempts, Math.Min(LastWithoutRange, int.Parse(first, CultureInfo.InvariantCulture)));
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

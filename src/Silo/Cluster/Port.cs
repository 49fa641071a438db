using System.Net;
using System.Net.Sockets;

namespace ChatOrleans.Silo.Cluster;

/// <summary>Whether somebody listens at an address, as the operating system says it.</summary>
internal static class Port
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Connects and hangs up.</summary>
    internal static async Task<SocketError> ConnectAsync(IPEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var timer = new CancellationTokenSource(ConnectTimeout);
        try
        {
            await socket.ConnectAsync(endPoint, timer.Token);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
        catch (OperationCanceledException)
        {
            return SocketError.TimedOut;
        }
    }
}

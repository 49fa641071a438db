using System.Net;
using System.Net.Sockets;
using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Servers;

/// <summary>An address that stays while the server behind it comes and goes.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _open = [];
    private readonly Func<Uri> _server;
    private readonly Task _running;

    public Relay(Func<Uri> server)
    {
        _server = server;
        _listener.Start();
        _running = RunAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Breaks all connections off.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _open.ForEach(one => one.Dispose());
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Cut();
        await _running;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task PassAsync(TcpClient from)
    {
        using var to = new TcpClient();
        try
        {
            lock (_gate)
            {
                _open.AddRange([from, to]);
            }

            await to.ConnectAsync(IPAddress.Loopback, _server().Port);
            await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream()), to.GetStream().CopyToAsync(from.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException or ExpectationException)
        {
            // The server is not there, or the connection was cut.
        }
        finally
        {
            from.Dispose();
        }
    }
}

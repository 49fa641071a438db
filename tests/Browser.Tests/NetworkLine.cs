using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatOrleans.Browser.Tests;

/// <summary>
/// One person's way to the server, with an address that outlives the server's. It can be cut, stand still, and lose what
/// goes through the live connection.
/// </summary>
internal sealed class NetworkLine : IAsyncDisposable
{
    private readonly Func<Uri> _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<Passage> _passages = [];
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private TaskCompletionSource _moving = Moving();
    private bool _isCut;

    public NetworkLine(Func<Uri> server)
    {
        _server = server;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where the person finds the server.</summary>
    public Uri Url { get; }

    /// <summary>Ends all connections and takes no new ones.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            foreach (var passage in _passages)
            {
                passage.End();
            }
        }
    }

    /// <summary>Takes connections again.</summary>
    public void Mend()
    {
        lock (_lock)
        {
            _isCut = false;
        }
    }

    /// <summary>Nothing moves in either direction, and nothing is lost, until <see cref="GoOn"/>.</summary>
    public void StandStill()
    {
        lock (_lock)
        {
            _moving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Everything moves again.</summary>
    public void GoOn()
    {
        lock (_lock)
        {
            _moving.TrySetResult();
        }
    }

    /// <summary>What the person says on the live connections from now on never arrives; new connections are sound.</summary>
    public void LoseWhatIsSaid() => EachLive(passage => passage.LosesRequests = true);

    /// <summary>What the server says on the live connections from now on never arrives; new connections are sound.</summary>
    public void LoseWhatIsAnswered() => EachLive(passage => passage.LosesAnswers = true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut();
        GoOn();
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private static TaskCompletionSource Moving()
    {
        var moving = new TaskCompletionSource();
        moving.SetResult();
        return moving;
    }

    private void EachLive(Action<Passage> change)
    {
        lock (_lock)
        {
            var live = _passages.Where(passage => passage.IsLive).ToArray();
            Assert.NotEmpty(live);
            Array.ForEach(live, change);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = CarryAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The line is taken down.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var passage = new Passage(client);
        try
        {
            if (Enter(passage))
            {
                var server = _server();
                await passage.Server.ConnectAsync(server.Host, server.Port, _end.Token);
                await await Task.WhenAny(
                    PumpAsync(client, passage.Server, passage, isRequest: true), PumpAsync(passage.Server, client, passage, isRequest: false));
            }
        }
        catch (Exception)
        {
            // However it ends, both sides see a connection that is gone.
        }
        finally
        {
            Leave(passage);
        }
    }

    private bool Enter(Passage passage)
    {
        lock (_lock)
        {
            return !_isCut && _passages.Add(passage);
        }
    }

    private void Leave(Passage passage)
    {
        lock (_lock)
        {
            _passages.Remove(passage);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Passage passage, bool isRequest)
    {
        var buffer = new byte[16 * 1024];
        while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (isRequest && !passage.IsLive)
            {
                passage.IsLive = Encoding.ASCII.GetString(buffer, 0, Math.Min(count, 64)).StartsWith("GET /hubs/", StringComparison.Ordinal);
            }

            await Waiting();
            if (!(isRequest ? passage.LosesRequests : passage.LosesAnswers))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
    }

    private Task Waiting()
    {
        lock (_lock)
        {
            return _moving.Task;
        }
    }

    /// <summary>One connection.</summary>
    private sealed class Passage(TcpClient client) : IDisposable
    {
        public TcpClient Server { get; } = new();

        /// <summary>Whether it is a WebSocket to the hub.</summary>
        public bool IsLive { get; set; }

        public bool LosesRequests { get; set; }

        public bool LosesAnswers { get; set; }

        public void End()
        {
            client.Close();
            Server.Close();
        }

        public void Dispose()
        {
            client.Dispose();
            Server.Dispose();
        }
    }
}

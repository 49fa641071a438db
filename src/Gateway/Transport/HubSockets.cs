using System.Collections.Concurrent;
using System.Net.WebSockets;
using ChatOrleans.Gateway.Admission;
using ChatOrleans.Gateway.Hubs;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Transport;

/// <summary>
/// Runs the hub on WebSockets without the pipes, buffers and turns on the pool that SignalR's own transport has between
/// the two: docs/adr/0018 has the figures.
/// </summary>
internal sealed partial class HubSockets : BackgroundService
{
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromSeconds(1);

    /// <summary>For the other side's part of the closing: a revoked session's connections are gone within 5 s, finding out included.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<HubSocket, byte> _sockets = new();
    private readonly HubConnectionHandler<ChatHub> _hub;
    private readonly TimeProvider _time;
    private readonly ILogger<HubSockets> _logger;

    public HubSockets(
        HubConnectionHandler<ChatHub> hub,
        IHostApplicationLifetime application,
        TimeProvider time,
        ILogger<HubSockets> logger)
    {
        _hub = hub;
        _time = time;
        _logger = logger;
        application.ApplicationStopping.Register(EndAll);
    }

    /// <summary>Accepts a WebSocket and serves it until it ends.</summary>
    public async Task RunAsync(HttpContext context)
    {
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync();
        context.LeaveAdmission();
        var socket = new HubSocket(context, webSocket, _time);
        _sockets.TryAdd(socket, 0);
        try
        {
            var serving = ServeAsync(socket);
            var receiving = socket.ReceiveAsync();
            await Task.WhenAny(serving, receiving);

            // Who still has something to say has a moment for it.
            if (!await IsInTimeAsync(serving))
            {
                webSocket.Abort();
            }

            await CloseAsync(webSocket, failed: !await serving, receiving);

            // Nobody reads any more, and receiving must not wait for it.
            await socket.Transport.Input.CompleteAsync();
            await receiving;
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
            await socket.DisposeAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HeartbeatPeriod, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (socket, _) in _sockets)
            {
                socket.Beat();
            }
        }
    }

    private async Task<bool> ServeAsync(HubSocket socket)
    {
        try
        {
            await _hub.OnConnectedAsync(socket);
            return true;
        }
        catch (Exception fault)
        {
            LogFailed(fault);
            return false;
        }
    }

    private async Task CloseAsync(WebSocket webSocket, bool failed, Task receiving)
    {
        try
        {
            if (webSocket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                var status = failed ? WebSocketCloseStatus.InternalServerError : WebSocketCloseStatus.NormalClosure;
                await webSocket.CloseOutputAsync(status, "", CancellationToken.None).WaitAsync(CloseTimeout, _time);
            }

            if (await IsInTimeAsync(receiving))
            {
                return;
            }
        }
        catch (Exception fault) when (fault is TimeoutException || HubSocket.IsLoss(fault))
        {
            // Cut then.
        }

        webSocket.Abort();
    }

    private async Task<bool> IsInTimeAsync(Task task)
    {
        await task.WaitAsync(CloseTimeout, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }

    private void EndAll()
    {
        foreach (var (socket, _) in _sockets)
        {
            socket.End();
        }
    }
}

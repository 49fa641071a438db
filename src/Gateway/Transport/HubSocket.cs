using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections.Features;

namespace ChatOrleans.Gateway.Transport;

/// <summary>A WebSocket as a connection of the hub. What it receives is handled where it was received.</summary>
internal sealed class HubSocket
    : DefaultConnectionContext, IConnectionHeartbeatFeature, ITransferFormatFeature, IHttpContextFeature, IDuplexPipe
{
    /// <summary>A client that takes nothing for this long is gone, as with SignalR's own transport.</summary>
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(10);

    // Inline, since the hub never blocks: a turn on the pool for each message would cost more than reading it.
    private static readonly PipeOptions Received = new(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: 64 * 1024,
        resumeWriterThreshold: 32 * 1024,
        useSynchronizationContext: false);

    private readonly WebSocket _socket;
    private readonly SocketWriter _writer;
    private readonly Pipe _received = new(Received);
    private readonly Lock _gate = new();
    private (Action<object> Act, object State)[] _heartbeats = [];

    public HubSocket(HttpContext context, WebSocket socket, TimeProvider time)
        : base(context.Connection.Id)
    {
        _socket = socket;
        _writer = new SocketWriter(socket, time);
        HttpContext = context;
        User = context.User;
        Transport = this;
        Features.Set<IConnectionHeartbeatFeature>(this);
        Features.Set<ITransferFormatFeature>(this);
        Features.Set<IHttpContextFeature>(this);
    }

    public HttpContext? HttpContext { get; set; }

    public TransferFormat SupportedFormats => TransferFormat.Text;

    public TransferFormat ActiveFormat { get; set; } = TransferFormat.Text;

    PipeReader IDuplexPipe.Input => _received.Reader;

    PipeWriter IDuplexPipe.Output => _writer;

    /// <summary>Whether the exception is only the end of a socket.</summary>
    public static bool IsLoss(Exception fault) =>
        fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    public void OnHeartbeat(Action<object> action, object state)
    {
        lock (_gate)
        {
            _heartbeats = [.. _heartbeats, (action, state)];
        }
    }

    /// <summary>A second has passed.</summary>
    public void Beat()
    {
        if (_writer.Stuck > LongestSend)
        {
            _socket.Abort();
            return;
        }

        foreach (var (act, state) in _heartbeats)
        {
            act(state);
        }
    }

    /// <summary>Hands what comes to the hub, until the client closes or the socket ends.</summary>
    public async Task ReceiveAsync()
    {
        var output = _received.Writer;
        try
        {
            while (true)
            {
                // Nothing is read yet: while a connection is idle it holds no buffer.
                var next = await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (next.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var received = await _socket.ReceiveAsync(output.GetMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                output.Advance(received.Count);
                if ((await output.FlushAsync(CancellationToken.None)).IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            // Without the client's goodbye.
        }
        finally
        {
            await output.CompleteAsync();
        }
    }

    /// <summary>Tells the hub that nothing more will come; it says goodbye then.</summary>
    public void End() => _received.Reader.CancelPendingRead();

    public override void Abort(ConnectionAbortedException abortReason)
    {
        _socket.Abort();
        base.Abort(abortReason);
    }
}

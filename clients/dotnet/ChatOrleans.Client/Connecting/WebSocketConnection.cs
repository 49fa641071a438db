using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace ChatOrleans.Client.Connecting;

/// <summary>A WebSocket as the SignalR client sees its connections: two pipes, each with a loop behind it.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket;
    private readonly Duplex _inner;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _running;
    private int _disposed;

    public WebSocketConnection(ClientWebSocket socket)
    {
        _socket = socket;

        // Nothing pauses a writer: a message of any length has to be in the pipe as a whole before it can be read.
        var options = new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false);
        var incoming = new Pipe(options);
        var outgoing = new Pipe(options);
        Transport = new Duplex(incoming.Reader, outgoing.Writer);
        _inner = new Duplex(outgoing.Reader, incoming.Writer);
        ConnectionClosed = _closed.Token;
        _running = Task.WhenAll(Task.Run(ReceiveAsync), Task.Run(SendAsync));
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override IDuplexPipe Transport { get; set; }

    public override void Abort() => _socket.Abort();

    public override void Abort(ConnectionAbortedException abortReason) => Abort();

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            await base.DisposeAsync().ConfigureAwait(false);
            return;
        }

        await Transport.Output.CompleteAsync().ConfigureAwait(false);
        await Transport.Input.CompleteAsync().ConfigureAwait(false);

        // The other side is given the time to hear that it was meant.
        await Task.WhenAny(_running, Task.Delay(Farewell)).ConfigureAwait(false);
        _socket.Abort();
        await _running.ConfigureAwait(false);
        _socket.Dispose();
        _closed.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ReceiveAsync()
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(_inner.Output.GetMemory(), CancellationToken.None).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                _inner.Output.Advance(received.Count);
                var flushed = await _inner.Output.FlushAsync().ConfigureAwait(false);
                if (flushed.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            fault = exception;
        }

        await _inner.Output.CompleteAsync(fault).ConfigureAwait(false);
        await _closed.CancelAsync().ConfigureAwait(false);
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var read = await _inner.Input.ReadAsync().ConfigureAwait(false);
                if (!read.Buffer.IsEmpty)
                {
                    var frame = read.Buffer.IsSingleSegment ? read.Buffer.First : read.Buffer.ToArray();
                    await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
                }

                _inner.Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || read.IsCanceled)
                {
                    break;
                }
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The receiving side learns of it too and reports it.
        }

        await _inner.Input.CompleteAsync().ConfigureAwait(false);
    }

    private static bool IsLoss(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException
            or InvalidOperationException;

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}

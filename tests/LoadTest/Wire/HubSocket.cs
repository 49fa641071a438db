using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>
/// A SignalR connection over a bare WebSocket, as cheap as it gets: frames are written into one buffer while another one
/// is on its way, and read where they were received.
/// </summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private const int ReceiveBytes = 4 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ClientWebSocket _socket = new();
    private readonly IFrameReader _reader;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<byte[]>> _calls = new();
    private ArrayBufferWriter<byte> _pending = new();
    private ArrayBufferWriter<byte> _underWay = new();
    private byte[] _received = new byte[ReceiveBytes];
    private int _filled;
    private long _lastCall;
    private bool _sending;
    private bool _isQuiet;
    private volatile bool _leaving;
    private Task _receiving = Task.CompletedTask;

    private HubSocket(IFrameReader reader) => _reader = reader;

    /// <summary>Opens the WebSocket, without negotiation, and shakes hands.</summary>
    public static async Task<HubSocket> ConnectAsync(
        Uri server, string bearer, IFrameReader reader, CancellationToken cancellationToken)
    {
        var connection = new HubSocket(reader);
        try
        {
            await connection.OpenAsync(server, bearer, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a message; never waits.</summary>
    public void Send(SendFrame frame, long number)
    {
        lock (_gate)
        {
            frame.Write(_pending, number);
            if (!TryBeginSending())
            {
                return;
            }
        }

        _ = SendPendingAsync();
    }

    /// <summary>Calls a hub method and gives the whole record of the answer.</summary>
    public async Task<byte[]> CallAsync(string method, object argument, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _lastCall);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[number] = answer;
        Send(CallFrame.Write(number, method, argument));
        try
        {
            return await answer.Task.WaitAsync(Deadline, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new SetUpException($"The server did not answer {method} within {Deadline.TotalSeconds:F0} s.");
        }
    }

    /// <summary>Sends a call whose answer the reader gets as a frame, and returns its number.</summary>
    public long Post(string method, object argument)
    {
        var number = Interlocked.Increment(ref _lastCall);
        Send(CallFrame.Write(number, method, argument));
        return number;
    }

    /// <summary>Pings if nothing has been sent since the last call of this.</summary>
    public void KeepAlive()
    {
        var quiet = _isQuiet;
        _isQuiet = true;
        if (quiet)
        {
            Send(CallFrame.Ping);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _leaving = true;
        _socket.Abort();
        await _receiving;
        _socket.Dispose();
    }

    private async Task OpenAsync(Uri server, string bearer, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        _socket.Options.Proxy = null;
        var address = new UriBuilder(new Uri(server, "/hubs/chat")) { Scheme = server.Scheme == "https" ? "wss" : "ws" };
        await _socket.ConnectAsync(address.Uri, cancellationToken);
        await _socket.SendAsync(CallFrame.Handshake.ToArray(), WebSocketMessageType.Text, true, cancellationToken);
        int end;
        while ((end = _received.AsSpan(0, _filled).IndexOf(CallFrame.Separator)) < 0)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                throw new SetUpException("The server closed a connection before the handshake.");
            }
        }

        var answer = _received.AsSpan(0, end);
        if (!answer.SequenceEqual("{}"u8))
        {
            throw new SetUpException($"The server refused the handshake: {Encoding.UTF8.GetString(answer)}");
        }

        Consume(end + 1);
        _receiving = Task.Run(ReceiveAllAsync, CancellationToken.None);
    }

    private void Send(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            _pending.Write(frame);
            if (!TryBeginSending())
            {
                return;
            }
        }

        _ = SendPendingAsync();
    }

    private bool TryBeginSending()
    {
        _isQuiet = false;
        var begins = !_sending;
        _sending = true;
        return begins;
    }

    private async Task SendPendingAsync()
    {
        try
        {
            while (TryTakePending())
            {
                await _socket.SendAsync(_underWay.WrittenMemory, WebSocketMessageType.Text, true, CancellationToken.None);
                _underWay.ResetWrittenCount();
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The receiving side learns of it too and reports it.
        }
    }

    private bool TryTakePending()
    {
        lock (_gate)
        {
            (_pending, _underWay) = (_underWay, _pending);
            _sending = _underWay.WrittenCount > 0;
            return _sending;
        }
    }

    private async Task ReceiveAllAsync()
    {
        var reason = "the server closed the connection";
        try
        {
            do
            {
                ReadFrames();
            }
            while (await ReceiveAsync(CancellationToken.None));
        }
        catch (Exception exception) when (IsLoss(exception) || exception is JsonException or InvalidOperationException)
        {
            reason = exception.Message;
        }

        if (!_leaving)
        {
            _reader.OnLost(reason);
        }

        foreach (var call in _calls.Values)
        {
            call.TrySetException(new SetUpException($"A connection was lost: {reason}"));
        }
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_filled == _received.Length)
        {
            Array.Resize(ref _received, _received.Length * 2);
        }

        var result = await _socket.ReceiveAsync(_received.AsMemory(_filled), cancellationToken);
        _filled += result.Count;
        return result.MessageType != WebSocketMessageType.Close;
    }

    private void ReadFrames()
    {
        var start = 0;
        int length;
        while ((length = _received.AsSpan(start, _filled - start).IndexOf(CallFrame.Separator)) >= 0)
        {
            var frame = ServerFrame.Read(_received.AsSpan(start, length));
            start += length + 1;
            if (frame.Kind == FrameKind.CallAnswer && _calls.TryRemove(frame.Number, out var call))
            {
                call.SetResult(frame.Record.ToArray());
            }
            else if (frame.Kind != FrameKind.Other)
            {
                _reader.OnFrame(frame);
            }
        }

        Consume(start);
    }

    private void Consume(int count)
    {
        _received.AsSpan(count, _filled - count).CopyTo(_received);
        _filled -= count;
    }

    private static bool IsLoss(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;
}

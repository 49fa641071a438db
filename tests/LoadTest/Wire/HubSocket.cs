using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>A SignalR connection over a bare WebSocket, as cheap as it gets: frames are read where they were received.</summary>
internal sealed class HubSocket : IAsyncDisposable
{
    /// <summary>The server tries for 15 s to find an answer; then it has to say that it can't.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    private const int ReceiveBytes = 4 * 1024;

    private readonly WebSocket _socket;
    private readonly OutBuffer _out;
    private readonly IFrameReader _reader;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<byte[]?>> _calls = new();
    private byte[] _received = new byte[ReceiveBytes];
    private int _filled;
    private long _lastCall;
    private volatile bool _leaving;
    private volatile bool _ended;
    private Task _receiving = Task.CompletedTask;

    private HubSocket(WebSocket socket, IFrameReader reader)
    {
        _socket = socket;
        _out = new OutBuffer(socket);
        _reader = reader;
    }

    /// <summary>Connects and shakes hands; nothing is read before <see cref="Start"/>.</summary>
    public static async Task<HubSocket> ConnectAsync(
        Uri server, string bearer, IFrameReader reader, CancellationToken cancellationToken)
    {
        var connection = new HubSocket(await HubHandshake.OpenAsync(server, bearer, cancellationToken), reader);
        try
        {
            await connection.ReadHandshakeAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a lost connection throws.</summary>
    public static bool IsLoss(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    /// <summary>From now on the reader is told what comes.</summary>
    public void Start() => _receiving = Task.Run(ReceiveAllAsync, CancellationToken.None);

    /// <summary>Writes a message and never waits; true when the caller has to <see cref="Flush"/> once it holds no lock.</summary>
    public bool Write(SendFrame frame, long number) => _out.Write(frame, number);

    /// <summary>Sends what was written.</summary>
    public void Flush() => _ = _out.FlushAsync();

    /// <summary>Calls a hub method and gives the whole record of the answer; null when the connection ended before it.</summary>
    public async Task<byte[]?> CallAsync(string method, object argument, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _lastCall);
        var answer = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[number] = answer;
        if (_ended)
        {
            return null;
        }

        Send(CallFrame.Write(number, method, argument));
        try
        {
            return await answer.Task.WaitAsync(LongestAnswer, cancellationToken);
        }
        catch (TimeoutException)
        {
            GiveUp(method);
            return null;
        }
    }

    /// <summary>Sends a call whose answer the reader gets as a frame, and returns its number.</summary>
    public long Post(string method, object argument)
    {
        var number = Interlocked.Increment(ref _lastCall);
        Send(CallFrame.Write(number, method, argument));
        return number;
    }

    /// <summary>Ends the connection because a call was not answered; the reader is told of both.</summary>
    public void GiveUp(string method)
    {
        if (!_ended && !_leaving)
        {
            _reader.OnUnanswered(method);
            _socket.Abort();
        }
    }

    /// <summary>Pings if nothing has been sent since the last call of this.</summary>
    public void KeepAlive()
    {
        if (_out.IsQuiet())
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

    private async Task ReadHandshakeAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _received.AsSpan(0, _filled).IndexOf(CallFrame.Separator)) < 0)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                throw new WebSocketException("The server closed a connection before the handshake.");
            }
        }

        HubHandshake.Check(_received.AsSpan(0, end));
        Consume(end + 1);
    }

    private void Send(ReadOnlySpan<byte> frame)
    {
        if (_out.Write(frame))
        {
            Flush();
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
        catch (Exception exception) when (IsLoss(exception))
        {
            reason = exception.Message;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            reason = exception.Message;
            _reader.OnUnreadable(reason);
            _socket.Abort();
        }

        _ended = true;
        foreach (var call in _calls.Values)
        {
            call.TrySetResult(null);
        }

        if (!_leaving)
        {
            _reader.OnLost(reason);
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
                call.TrySetResult(frame.Record.ToArray());
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
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace ChatOrleans.TestKit;

/// <summary>
/// A thin SignalR connection: a WebSocket and the framework's own protocol classes, nothing in between. Invocations
/// are written in the order of the calls, whether awaited or not.
/// </summary>
public sealed class HubConnection : IAsyncDisposable
{
    private static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(10);

    private readonly JsonHubProtocol _protocol = new(Options.Create(new JsonHubProtocolOptions
    {
        PayloadSerializerOptions = Wire.Json,
    }));

    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _ended = new();
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<CompletionMessage>> _pending = new();
    private readonly TaskCompletionSource<Closing> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _handshake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Binder _binder = new();
    private readonly List<Task> _loops = [];
    private long _lastInvocation;
    private int _disposed;
    private CloseMessage? _closeMessage;

    private HubConnection(ClientWebSocket socket) => _socket = socket;

    /// <summary>Everything the server pushed.</summary>
    public PushLog Pushes { get; } = new();

    /// <summary>Sees the bytes that come in, as they come; set it before there are any to see.</summary>
    public Action<ReadOnlyMemory<byte>>? Receiving { get; set; }

    /// <summary>Ends with the connection.</summary>
    public Task<Closing> Closed => _closed.Task;

    /// <summary>Opens the WebSocket and shakes hands.</summary>
    public static async Task<HubConnection> ConnectAsync(Uri address, string? bearer)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (bearer is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
        }

        using var deadline = new CancellationTokenSource(Wire.Deadline);
        try
        {
            await socket.ConnectAsync(address, deadline.Token);
        }
        catch (WebSocketException exception)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw new ConnectRefusedException($"The upgrade was answered with {(int)status}.", exception) { Status = status };
        }

        var connection = new HubConnection(socket);
        var writer = new ArrayBufferWriter<byte>();
        HandshakeProtocol.WriteRequestMessage(
            new HandshakeRequestMessage(connection._protocol.Name, connection._protocol.Version), writer);
        connection._outgoing.Writer.TryWrite(writer.WrittenSpan.ToArray());
        connection._loops.Add(Task.Run(connection.ReceiveAsync, CancellationToken.None));
        connection._loops.Add(Task.Run(connection.SendAsync, CancellationToken.None));
        connection._loops.Add(Task.Run(connection.PingAsync, CancellationToken.None));
        await connection._handshake.Task.WaitAsync(Wire.Deadline, CancellationToken.None);
        return connection;
    }

    /// <summary>Invokes a hub method and gives SignalR's completion as it came.</summary>
    public async Task<CompletionMessage> InvokeAsync(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _lastInvocation).ToString(CultureInfo.InvariantCulture);
        var completion = Track(id);
        Write(new InvocationMessage(id, method, arguments));
        return await completion.WaitAsync(Wire.Deadline * 2);
    }

    /// <summary>Sends a frame as it is (the record separator is added), and waits for the completion of the invocation id in it.</summary>
    public async Task<CompletionMessage> InvokeRawAsync(string invocationId, string json)
    {
        var completion = Track(invocationId);
        SendFrame(json);
        return await completion.WaitAsync(Wire.Deadline * 2);
    }

    /// <summary>Sends a frame as it is; the record separator is added.</summary>
    public void SendFrame(string json) => _outgoing.Writer.TryWrite(Encoding.UTF8.GetBytes(json + '\u001e'));

    /// <summary>Breaks the connection off without a word, as a lost network does.</summary>
    public void Abort() => _socket.Abort();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _outgoing.Writer.TryComplete();
        _socket.Abort();
        await _ended.CancelAsync();
        await Task.WhenAll(_loops);
        _socket.Dispose();
        _ended.Dispose();
    }

    private Task<CompletionMessage> Track(string id)
    {
        var completion = new TaskCompletionSource<CompletionMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = completion;
        if (_closed.Task.IsCompleted)
        {
            completion.TrySetException(new ConnectionLostException("The connection is closed."));
        }

        return completion.Task;
    }

    private void Write(HubMessage message)
    {
        var writer = new ArrayBufferWriter<byte>();
        _protocol.WriteMessage(message, writer);
        _outgoing.Writer.TryWrite(writer.WrittenSpan.ToArray());
    }

    private async Task SendAsync()
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(_ended.Token))
            {
                await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _ended.Token);
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The receiving side learns of it too and reports it.
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingPeriod);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                Write(PingMessage.Instance);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        var filled = 0;
        var reason = "closed by the server";
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), _ended.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _ended.Token);
                    break;
                }

                Receiving?.Invoke(buffer.AsMemory(filled, received.Count));
                filled += received.Count;
                var data = new ReadOnlySequence<byte>(buffer, 0, filled);
                Parse(ref data);
                var rest = (int)data.Length;
                buffer.AsSpan(filled - rest, rest).CopyTo(buffer);
                filled = rest;
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            reason = exception.Message;
        }
        catch (Exception exception)
        {
            reason = $"the client's reading failed: {exception}";
        }

        End(_closeMessage?.Error ?? reason);
    }

    private void Parse(ref ReadOnlySequence<byte> data)
    {
        if (!_handshake.Task.IsCompleted)
        {
            if (!HandshakeProtocol.TryParseResponseMessage(ref data, out var response))
            {
                return;
            }

            if (response.Error is not null)
            {
                _handshake.TrySetException(new ConnectionLostException(response.Error));
            }

            _handshake.TrySetResult();
        }

        while (_protocol.TryParseMessage(ref data, _binder, out var message))
        {
            switch (message)
            {
                case InvocationMessage push:
                    Pushes.Add(push.Target, (JsonElement)push.Arguments.Single()!);
                    break;
                case CompletionMessage completion when _pending.TryRemove(completion.InvocationId!, out var waiting):
                    waiting.TrySetResult(completion);
                    break;
                case CloseMessage close:
                    _closeMessage = close;
                    break;
                case InvocationBindingFailureMessage failure:
                    throw new ExpectationException($"A push that is not one payload: {failure.Target}.");
            }
        }
    }

    private void End(string reason)
    {
        _closed.TrySetResult(new Closing(_closeMessage?.Error, _closeMessage?.AllowReconnect ?? false, _socket.CloseStatus));
        _handshake.TrySetException(new ConnectionLostException(reason));
        Pushes.Close(reason);
        foreach (var waiting in _pending.Values)
        {
            waiting.TrySetException(new ConnectionLostException(reason));
        }
    }

    private static bool IsLoss(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException
            or ConnectionAbortedException;

    private sealed class Binder : IInvocationBinder
    {
        private static readonly Type[] OnePayload = [typeof(JsonElement)];

        public Type GetReturnType(string invocationId) => typeof(JsonElement);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => OnePayload;

        public Type GetStreamItemType(string streamId) => typeof(JsonElement);
    }
}

using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>
/// Hub calls one after another, at leisure. The audit has a client of its own, so that it does not share a mistake with
/// the one that it checks.
/// </summary>
internal sealed class HubCalls : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _received = new(16 * 1024);
    private int _consumed;
    private int _lastCall;

    private HubCalls()
    {
    }

    public static async Task<HubCalls> ConnectAsync(Uri server, string bearer, CancellationToken cancellationToken)
    {
        var calls = new HubCalls();
        try
        {
            calls._socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
            calls._socket.Options.Proxy = null;
            var address = new UriBuilder(new Uri(server, "/hubs/chat")) { Scheme = server.Scheme == "https" ? "wss" : "ws" };
            await calls._socket.ConnectAsync(address.Uri, cancellationToken);
            await calls.SendAsync(CallFrame.Handshake.ToArray(), cancellationToken);
            await calls.ReadRecordAsync(cancellationToken);
            return calls;
        }
        catch
        {
            calls.Dispose();
            throw;
        }
    }

    /// <summary>The value of the answer; asks again while the server sheds load.</summary>
    public async Task<JsonElement> CallAsync(string method, object argument, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            while (true)
            {
                using var answer = await AskAsync(method, argument, deadline.Token);
                var reply = HubReply.Of(answer.RootElement);
                if (reply.Ok)
                {
                    return reply.Value.Clone();
                }

                if (reply.Code is not ("overloaded" or "unavailable"))
                {
                    throw new AuditException($"the server refuses {method} with {reply.Code}");
                }

                await Task.Delay(RetryDelay, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AuditException($"the server has no answer to {method} within {Deadline.TotalSeconds:F0} s");
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JsonDocument> AskAsync(string method, object argument, CancellationToken cancellationToken)
    {
        var number = ++_lastCall;
        await SendAsync(CallFrame.Write(number, method, argument), cancellationToken);
        var id = $"c{number}";
        while (true)
        {
            var record = JsonDocument.Parse(await ReadRecordAsync(cancellationToken));
            if (record.RootElement.TryGetProperty("invocationId", out var answered) && answered.ValueEquals(id))
            {
                return record;
            }

            // A push, a ping.
            record.Dispose();
        }
    }

    private Task SendAsync(byte[] frame, CancellationToken cancellationToken) =>
        _socket.SendAsync(frame, WebSocketMessageType.Text, true, cancellationToken);

    /// <summary>The next record; good until the next call of this.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadRecordAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var rest = _received.WrittenMemory[_consumed..];
            var length = rest.Span.IndexOf(CallFrame.Separator);
            if (length >= 0)
            {
                _consumed += length + 1;
                return rest[..length];
            }

            MakeRoom();
            var result = await _socket.ReceiveAsync(_received.GetMemory(4 * 1024), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                throw new AuditException("the server closed the audit's connection");
            }

            _received.Advance(result.Count);
        }
    }

    private void MakeRoom()
    {
        var rest = _received.WrittenSpan[_consumed..].ToArray();
        _received.ResetWrittenCount();
        _received.Write(rest);
        _consumed = 0;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace ChatOrleans.Canary.Wire;

/// <summary>One connection to the hub: SignalR's JSON protocol over a WebSocket, as the contract has it.</summary>
internal sealed class HubLink : IAsyncDisposable
{
    private const byte Separator = 0x1e;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(25);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly TaskCompletionSource _shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string, JsonElement> _pushed;
    private long _lastCall;
    private Task _ended = Task.CompletedTask;

    private HubLink(Action<string, JsonElement> pushed) => _pushed = pushed;

    /// <summary>Completes, never fails, when the connection is gone.</summary>
    public Task Ended => _ended;

    /// <summary>Connects; pushes are given to <paramref name="pushed"/> one after another, as they come.</summary>
    public static async Task<HubLink> ConnectAsync(
        Uri gateway, string token, Action<string, JsonElement> pushed, CancellationToken cancellationToken)
    {
        var link = new HubLink(pushed);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            time.CancelAfter(ConnectTime);
            link._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            var address = new UriBuilder(new Uri(gateway, "/hubs/chat")) { Scheme = gateway.Scheme == "https" ? "wss" : "ws" };
            await link._socket.ConnectAsync(address.Uri, time.Token);
            link._ended = Task.WhenAll(link.ReceiveAsync(), link.PingAsync());
            await link.SendAsync("{\"protocol\":\"json\",\"version\":1}"u8.ToArray(), time.Token);
            await link._shaken.Task.WaitAsync(time.Token);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a method and gives the value of its answer; a refusal is thrown.</summary>
    public async Task<JsonElement> CallAsync(string method, object argument, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        try
        {
            var frame = JsonSerializer.SerializeToUtf8Bytes(
                new { type = 1, invocationId = id, target = method, arguments = new[] { argument } });
            await SendAsync(frame, cancellationToken);
            var envelope = await answer.Task.WaitAsync(CallTime, cancellationToken);
            return envelope.GetProperty("ok").GetBoolean() ? envelope.GetProperty("value") : throw Refusal(envelope.GetProperty("error"));
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    /// <summary>Breaks the connection off.</summary>
    public void Leave() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _end.CancelAsync();
        await _ended;
        _socket.Dispose();
        _sending.Dispose();
        _end.Dispose();
    }

    /// <summary>The refusal that a result envelope or a problem document holds.</summary>
    public static RefusedException Refusal(JsonElement error) => new(
        error.TryGetProperty("code", out var code) ? code.GetString()! : "unknown",
        error.TryGetProperty("retryAfterMs", out var wait) ? TimeSpan.FromMilliseconds(wait.GetInt32()) : null);

    private async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            byte[] record = [.. frame, Separator];
            await _socket.SendAsync(record, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task PingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(PingPeriod);
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                await SendAsync("{\"type\":6}"u8.ToArray(), _end.Token);
            }
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            // The receiving side sees it too.
        }
    }

    private async Task ReceiveAsync()
    {
        var reader = new RecordReader(_socket);
        try
        {
            while (await reader.ReadAsync(_end.Token) is { } record)
            {
                Take(record);
            }
        }
        catch (Exception fault) when (IsLoss(fault) || fault is JsonException)
        {
            // Whatever it was, the connection is of no use any more.
        }

        await _end.CancelAsync();
        _socket.Abort();
        _shaken.TrySetException(new WebSocketException("The connection ended in its handshake."));
        foreach (var (_, call) in _calls)
        {
            call.TrySetException(new WebSocketException("The connection ended before the answer."));
        }
    }

    private void Take(JsonElement record)
    {
        if (!record.TryGetProperty("type", out var type))
        {
            _shaken.TrySetResult();
            return;
        }

        switch (type.GetInt32())
        {
            case 1:
                _pushed(record.GetProperty("target").GetString()!, record.GetProperty("arguments")[0]);
                break;
            case 3 when _calls.TryGetValue(record.GetProperty("invocationId").GetString()!, out var call):
                if (record.TryGetProperty("result", out var result))
                {
                    call.TrySetResult(result);
                }
                else
                {
                    call.TrySetException(new RefusedException("invocation_error", retryAfter: null));
                }

                break;
            case 7:
                _socket.Abort();
                break;
        }
    }

    private static bool IsLoss(Exception fault) =>
        fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}

using System.Collections.Concurrent;
using System.Net.WebSockets;
using ChatOrleans.Conformance.Tests.Scenarios;
using Microsoft.AspNetCore.Http;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>One connection to the hub, on its way through the proxy.</summary>
internal sealed class HubRelay : IDisposable
{
    private readonly DeviceLine _line;
    private readonly HttpContext _context;
    private readonly HubSide _client;
    private readonly HubSide _server;
    private readonly ConcurrentDictionary<string, string> _methods = new();
    private readonly ConcurrentQueue<(HubSide To, HubRecord Record)> _held = new();
    private readonly CancellationTokenSource _end = new();
    private volatile bool _stalled;

    public HubRelay(DeviceLine line, HttpContext context, WebSocket client, WebSocket server)
    {
        (_line, _context) = (line, context);
        (_client, _server) = (new HubSide(client), new HubSide(server));
    }

    /// <summary>Carries records both ways, until one end is gone.</summary>
    public async Task RunAsync()
    {
        _line.Enter(this);
        try
        {
            await Task.WhenAll(CarryAsync(_client, _server, fromClient: true), CarryAsync(_server, _client, fromClient: false));
        }
        finally
        {
            _line.Leave(this);
            _line.Note("disconnected");
        }
    }

    /// <summary>Breaks the connection, to both sides.</summary>
    public void Abort()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }

        _context.Abort();
    }

    /// <summary>Sends what is held, in the order in which it came.</summary>
    public async Task ReleaseAsync()
    {
        while (_held.TryDequeue(out var held))
        {
            await PassAsync(held.Record, held.To);
        }
    }

    /// <summary>Sends something to the device.</summary>
    public Task PushAsync(HubRecord record) => PassAsync(record, _client);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _end.Dispose();
    }

    private async Task CarryAsync(HubSide from, HubSide to, bool fromClient)
    {
        try
        {
            (Fault Fault, HubRecord Record)? swapped = null;
            while (await from.ReceiveAsync(_end.Token) is { } records)
            {
                foreach (var text in records)
                {
                    var record = HubRecord.Read(text, fromClient, _methods);
                    var fault = _line.Take(record.Point);
                    if (fault is { Kind: FaultKind.Swap } && swapped is null)
                    {
                        swapped = (fault, record);
                        continue;
                    }

                    await TreatAsync(record, fault, from, to);
                    if (swapped is { } first && first.Fault.Fits(record.Point))
                    {
                        await PassAsync(first.Record, to);
                        swapped = null;
                    }
                }
            }

            if (!_stalled)
            {
                await to.CloseAsync(from.CloseStatus, _end.Token);
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // Behind a half-open connection the other end learns of nothing.
            if (!_stalled)
            {
                Abort();
            }
        }
    }

    private async Task TreatAsync(HubRecord record, Fault? fault, HubSide from, HubSide to)
    {
        switch (fault?.Kind)
        {
            case FaultKind.CutBefore:
                Abort();
                break;
            case FaultKind.CutAfter:
                await PassAsync(record, to);
                Abort();
                break;
            case FaultKind.Drop:
                break;
            case FaultKind.Duplicate:
                await PassAsync(record, to);
                await PassAsync(record, to);
                break;
            case FaultKind.Hold:
                _held.Enqueue((to, record));
                break;
            case FaultKind.Stall:
                _stalled = true;
                break;
            case FaultKind.Refuse:
                await PassAsync(record.Refusal(fault.With!), to == _client ? to : from);
                break;
            case FaultKind.Alter:
                await PassAsync(record.With(fault.With!), to);
                break;
            default:
                await PassAsync(record, to);
                break;
        }
    }

    private async Task PassAsync(HubRecord record, HubSide to)
    {
        if (_stalled)
        {
            return;
        }

        try
        {
            await to.SendAsync(record.Text, _end.Token);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            Abort();
        }
    }

    private static bool IsLoss(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}

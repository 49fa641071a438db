using System.Net.WebSockets;
using System.Text;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>One side of a relayed connection, record by record. Sending is safe for concurrent use, receiving is not.</summary>
internal sealed class HubSide(WebSocket socket) : IDisposable
{
    private const char Separator = '\u001e';
    private const int ReceiveBytes = 16 * 1024;

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly MemoryStream _message = new();
    private readonly byte[] _buffer = new byte[ReceiveBytes];

    public WebSocketCloseStatus CloseStatus => socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure;

    /// <summary>The records of the next message; null when the other end says goodbye.</summary>
    public async Task<string[]?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _message.SetLength(0);
        ValueWebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _message.Write(_buffer, 0, received.Count);
        }
        while (!received.EndOfMessage || !EndsInSeparator());

        return Encoding.UTF8.GetString(_message.GetBuffer(), 0, (int)_message.Length).Split(Separator, StringSplitOptions.RemoveEmptyEntries);
    }

    public async Task SendAsync(string record, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(record + Separator), WebSocketMessageType.Text, true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task CloseAsync(WebSocketCloseStatus status, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, null, cancellationToken);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
        _sending.Dispose();
        _message.Dispose();
    }

    // A record may come in several messages.
    private bool EndsInSeparator() => _message.Length > 0 && _message.GetBuffer()[_message.Length - 1] == Separator;
}

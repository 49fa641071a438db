using System.Net.WebSockets;
using System.Text.Json;

namespace ChatOrleans.Canary.Wire;

/// <summary>Reads SignalR's records from a WebSocket. A server that has been silent for longer than its pings allow is gone.</summary>
internal sealed class RecordReader(WebSocket socket)
{
    private const byte Separator = 0x1e;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next record; null at the orderly end.</summary>
    public async Task<JsonElement?> ReadAsync(CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf(Separator);
            if (length >= 0)
            {
                var record = JsonElement.Parse(_buffer.AsSpan(_start, length));
                _start += length + 1;
                return record;
            }

            MakeRoom();
            silence.CancelAfter(Silence);
            var received = await socket.ReceiveAsync(_buffer.AsMemory(_end), silence.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _end += received.Count;
        }
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        var room = held > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(room);
        (_buffer, _start, _end) = (room, 0, held);
    }
}

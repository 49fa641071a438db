using System.Buffers;
using System.Net.WebSockets;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>
/// What leaves on a connection: frames are written into one buffer while another one is on its way, so that nobody waits
/// and what gathers meanwhile leaves together.
/// </summary>
internal sealed class OutBuffer(WebSocket socket)
{
    private const int FirstBytes = 512;

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _pending = new(FirstBytes);
    private ArrayBufferWriter<byte> _underWay = new(FirstBytes);
    private bool _sending;
    private bool _isQuiet;

    /// <summary>Writes a message; true when the caller has to <see cref="FlushAsync"/>.</summary>
    public bool Write(SendFrame frame, long number)
    {
        lock (_gate)
        {
            frame.Write(_pending, number);
            return TryBegin();
        }
    }

    /// <summary>Writes any frame; true when the caller has to <see cref="FlushAsync"/>.</summary>
    public bool Write(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            _pending.Write(frame);
            return TryBegin();
        }
    }

    /// <summary>Whether nothing has been written since the last call of this.</summary>
    public bool IsQuiet()
    {
        lock (_gate)
        {
            var quiet = _isQuiet;
            _isQuiet = true;
            return quiet;
        }
    }

    /// <summary>Sends all there is; a loss is left to the receiving side to report.</summary>
    public async Task FlushAsync()
    {
        try
        {
            while (TryTake())
            {
                await socket.SendAsync(_underWay.WrittenMemory, WebSocketMessageType.Text, true, CancellationToken.None);
                _underWay.ResetWrittenCount();
            }
        }
        catch (Exception exception) when (HubSocket.IsLoss(exception))
        {
            // The receiving side learns of it too.
        }
    }

    private bool TryBegin()
    {
        _isQuiet = false;
        var begins = !_sending;
        _sending = true;
        return begins;
    }

    private bool TryTake()
    {
        lock (_gate)
        {
            (_pending, _underWay) = (_underWay, _pending);
            _sending = _underWay.WrittenCount > 0;
            return _sending;
        }
    }
}

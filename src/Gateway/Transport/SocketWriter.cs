using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace ChatOrleans.Gateway.Transport;

/// <summary>
/// What SignalR writes, as frames of a WebSocket: one frame for each flush, straight to the socket, and no buffer while
/// nothing is written. SignalR sees to it that one thread writes at a time.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, TimeProvider time) : PipeWriter
{
    private const int LeastBytes = 512;
    private static readonly FlushResult Flushed = new(isCanceled: false, isCompleted: false);
    private static readonly FlushResult Ended = new(isCanceled: false, isCompleted: true);

    private byte[] _buffer = [];
    private int _written;
    private long _sendingSince;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _written;

    /// <summary>How long the send that is under way has taken; zero when there is none.</summary>
    public TimeSpan Stuck =>
        Interlocked.Read(ref _sendingSince) is var since && since == 0 ? TimeSpan.Zero : time.GetElapsedTime(since);

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsSpan(_written);
    }

    public override void Advance(int bytes) => _written += bytes;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_written == 0)
        {
            return new ValueTask<FlushResult>(Flushed);
        }

        var sending = SendAsync(_buffer.AsMemory(0, _written));
        if (!sending.IsCompletedSuccessfully)
        {
            return FreeAfterAsync(sending);
        }

        Free();
        return sending;
    }

    /// <summary>Sends bytes that the caller keeps, without a copy.</summary>
    public override ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        _written == 0 ? SendAsync(source) : base.WriteAsync(source, cancellationToken);

    // A send has no end but the socket's: what makes it wait too long ends the connection.
    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    private ValueTask<FlushResult> SendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            var sending = socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            if (sending.IsCompletedSuccessfully)
            {
                sending.GetAwaiter().GetResult();
                return new ValueTask<FlushResult>(Flushed);
            }

            return WaitAsync(sending);
        }
        catch (Exception fault) when (HubSocket.IsLoss(fault))
        {
            return new ValueTask<FlushResult>(Ended);
        }
    }

    private async ValueTask<FlushResult> WaitAsync(ValueTask sending)
    {
        Interlocked.Exchange(ref _sendingSince, time.GetTimestamp());
        try
        {
            await sending;
            return Flushed;
        }
        catch (Exception fault) when (HubSocket.IsLoss(fault))
        {
            return Ended;
        }
        finally
        {
            Interlocked.Exchange(ref _sendingSince, 0);
        }
    }

    private async ValueTask<FlushResult> FreeAfterAsync(ValueTask<FlushResult> sending)
    {
        try
        {
            return await sending;
        }
        finally
        {
            Free();
        }
    }

    private void Free()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _written) = ([], 0);
    }

    private void MakeRoom(int sizeHint)
    {
        if (_buffer.Length - _written >= Math.Max(sizeHint, 1))
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_written + Math.Max(sizeHint, LeastBytes), _buffer.Length * 2));
        _buffer.AsSpan(0, _written).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}

using System.Buffers;
using System.Net.WebSockets;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Tampering;

/// <summary>Carries one direction of a WebSocket on, record by record.</summary>
internal sealed class FrameRelay : IDisposable
{
    private const int ReceiveBytes = 16 * 1024;

    /// <summary>Longer than this no frame waits for the next one of its sort.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);

    private readonly WebSocket _from;
    private readonly WebSocket _to;
    private readonly TimeSpan _delay;
    private readonly FrameTamperer _tamperer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ArrayBufferWriter<byte> _output = new(ReceiveBytes);
    private readonly CancellationTokenSource _end = new();
    private byte[] _received = new byte[ReceiveBytes];
    private int _filled;

    public FrameRelay(WebSocket from, WebSocket to, TamperSchedule schedule, TimeSpan delay)
    {
        (_from, _to, _delay) = (from, to, delay);
        _tamperer = new FrameTamperer(schedule, frame => _ = SendLaterAsync(frame));
    }

    /// <summary>Done when there is nothing more to carry.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ReceiveAsync())
            {
                await PassAsync();
            }

            await _to.CloseOutputAsync(
                _from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, _from.CloseStatusDescription, CancellationToken.None);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // Ended without a goodbye, as load generators do: the other side learns it the same way.
            _to.Abort();
        }
        finally
        {
            await _end.CancelAsync();
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _gate.Dispose();
    }

    private async ValueTask<bool> ReceiveAsync()
    {
        if (_filled == _received.Length)
        {
            Array.Resize(ref _received, _received.Length * 2);
        }

        var result = await _from.ReceiveAsync(_received.AsMemory(_filled), CancellationToken.None);
        _filled += result.Count;
        return result.MessageType != WebSocketMessageType.Close;
    }

    private async Task PassAsync()
    {
        bool holds;
        await _gate.WaitAsync();
        try
        {
            var held = _tamperer.Holds;
            PassRecords();
            holds = _tamperer.Holds && !held;
            await FlushAsync();
        }
        finally
        {
            _gate.Release();
        }

        if (holds)
        {
            _ = ReleaseLaterAsync();
        }
    }

    private void PassRecords()
    {
        var start = 0;
        int length;
        while ((length = _received.AsSpan(start, _filled - start).IndexOf(CallFrame.Separator)) >= 0)
        {
            _tamperer.Pass(_received.AsSpan(start, length), _output);
            start += length + 1;
        }

        _received.AsSpan(start, _filled - start).CopyTo(_received);
        _filled -= start;
    }

    private async Task FlushAsync()
    {
        if (_output.WrittenCount > 0)
        {
            await _to.SendAsync(_output.WrittenMemory, WebSocketMessageType.Text, true, CancellationToken.None);
            _output.ResetWrittenCount();
        }
    }

    private Task SendLaterAsync(byte[] frame) => LaterAsync(_delay, () => _output.Write(frame));

    // If its place was taken meanwhile and something else is held, that goes a little early, which harms nobody.
    private Task ReleaseLaterAsync() => LaterAsync(LongestHold, () => _tamperer.Release(_output));

    private async Task LaterAsync(TimeSpan delay, Action write)
    {
        try
        {
            await Task.Delay(delay, _end.Token);
            await _gate.WaitAsync(_end.Token);
            try
            {
                write();
                await FlushAsync();
            }
            finally
            {
                _gate.Release();
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The connection has ended, and the frame with it.
        }
    }

    private static bool IsLoss(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException
            or InvalidOperationException;
}

using System.Buffers;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// The bytes of a file as they come: read once, in order, a bounded part of them in memory. What is given out is valid until
/// the next call.
/// </summary>
internal sealed class FileSource(Stream stream, long limit, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>The most that can be looked at at once.</summary>
    public const int MaxPeek = 16 * 1024;

    private const int BufferBytes = 64 * 1024;

    private static readonly byte[] Blank = new byte[4 * 1024];

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _start;
    private int _end;
    private long _received;
    private bool _ended;

    /// <summary>The next bytes, without taking them: so many, and fewer only where the file ends.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count)
    {
        while (_end - _start < count && !_ended)
        {
            await FillAsync(count);
        }

        return _buffer.AsMemory(_start, Math.Min(count, _end - _start));
    }

    /// <summary>As many of the next bytes as are at hand, without taking them; none where the file ends.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekSomeAsync()
    {
        await PeekAsync(1);
        return _buffer.AsMemory(_start, _end - _start);
    }

    /// <summary>Takes bytes that were looked at.</summary>
    public void Take(int count) => _start += count;

    /// <summary>Takes the next bytes, which have to be there.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int count)
    {
        var bytes = await PeekAsync(count);
        if (bytes.Length < count)
        {
            throw FileRefusedException.Malformed();
        }

        Take(count);
        return bytes;
    }

    /// <summary>Passes the next bytes on, which have to be there.</summary>
    public async ValueTask CopyAsync(FileSink sink, long count)
    {
        while (count > 0)
        {
            var some = await TakeSomeAsync(count);
            await sink.WriteAsync(some);
            count -= some.Length;
        }
    }

    /// <summary>Passes on as many zeros as there are next bytes, which have to be there.</summary>
    public async ValueTask BlankAsync(FileSink sink, long count)
    {
        while (count > 0)
        {
            var some = await TakeSomeAsync(Math.Min(count, Blank.Length));
            await sink.WriteAsync(Blank.AsMemory(0, some.Length));
            count -= some.Length;
        }
    }

    /// <summary>Leaves the next bytes out, which have to be there.</summary>
    public async ValueTask SkipAsync(long count)
    {
        while (count > 0)
        {
            count -= (await TakeSomeAsync(count)).Length;
        }
    }

    /// <summary>Passes on all that is left.</summary>
    public async ValueTask CopyRestAsync(FileSink sink)
    {
        while (await PeekSomeAsync() is { IsEmpty: false } some)
        {
            await sink.WriteAsync(some);
            Take(some.Length);
        }
    }

    /// <summary>Leaves out all that is left.</summary>
    public async ValueTask SkipRestAsync()
    {
        while (await PeekSomeAsync() is { IsEmpty: false } some)
        {
            Take(some.Length);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<ReadOnlyMemory<byte>> TakeSomeAsync(long atMost)
    {
        var some = await PeekSomeAsync();
        if (some.IsEmpty)
        {
            throw FileRefusedException.Malformed();
        }

        some = some[..(int)Math.Min(some.Length, atMost)];
        Take(some.Length);
        return some;
    }

    private async ValueTask FillAsync(int count)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_start + count > _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _ended = read == 0;
        _end += read;
        _received += read;
        if (_received > limit)
        {
            throw FileRefusedException.TooLarge(limit);
        }
    }
}

using System.Buffers.Binary;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// MP4 and QuickTime: boxes in boxes, which name each other's places. What applications and cameras add (place, names, the
/// device) is therefore blanked and not left out.
/// </summary>
internal static class Mp4Form
{
    private const int HeadBytes = 8;
    private const int LongHeadBytes = 16;
    private const int MaxDepth = 3;

    private static readonly byte[] Free = "free"u8.ToArray();

    public static async ValueTask<PixelSize?> CopyAsync(FileSource source, FileSink sink)
    {
        while (!(await source.PeekAsync(1)).IsEmpty)
        {
            await CopyBoxAsync(source, sink, long.MaxValue, depth: 0);
        }

        return null;
    }

    // How many bytes it had.
    private static async ValueTask<long> CopyBoxAsync(FileSource source, FileSink sink, long within, int depth)
    {
        var head = await source.PeekAsync(LongHeadBytes);
        if (head.Length < HeadBytes)
        {
            throw FileRefusedException.Malformed();
        }

        var length = (long)BinaryPrimitives.ReadUInt32BigEndian(head.Span);
        var headBytes = HeadBytes;
        if (length == 1 && head.Length == LongHeadBytes)
        {
            length = BinaryPrimitives.ReadInt64BigEndian(head.Span[HeadBytes..]);
            headBytes = LongHeadBytes;
        }

        var kind = KindOf(head.Span[4..8]);
        if (length == 0 && depth == 0 && kind == BoxKind.Plain)
        {
            // Until the end of the file.
            await source.CopyRestAsync(sink);
            return 0;
        }

        if (length < headBytes || length > within)
        {
            throw FileRefusedException.Malformed();
        }

        if (kind == BoxKind.Added)
        {
            await source.CopyAsync(sink, 4);
            await source.SkipAsync(Free.Length);
            await sink.WriteAsync(Free);
            await source.CopyAsync(sink, headBytes - HeadBytes);
            await source.BlankAsync(sink, length - headBytes);
        }
        else if (kind == BoxKind.Container && depth < MaxDepth)
        {
            await source.CopyAsync(sink, headBytes);
            for (var left = length - headBytes; left > 0;)
            {
                left -= await CopyBoxAsync(source, sink, left, depth + 1);
            }
        }
        else
        {
            await source.CopyAsync(sink, length);
        }

        return length;
    }

    private static BoxKind KindOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("udta"u8) || type.SequenceEqual("meta"u8) || type.SequenceEqual("uuid"u8) ? BoxKind.Added
        : type.SequenceEqual("moov"u8) || type.SequenceEqual("trak"u8) ? BoxKind.Container
        : BoxKind.Plain;

    private enum BoxKind
    {
        Plain,
        Container,
        Added,
    }
}

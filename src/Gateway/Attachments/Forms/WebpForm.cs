using System.Buffers.Binary;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// WebP: chunks in a RIFF frame that states its length at the start. What is not kept is therefore blanked and not left out:
/// everything but the picture, its transparency, animation and colours.
/// </summary>
internal static class WebpForm
{
    private const int FrameBytes = 12;
    private const int HeadBytes = 8;
    private const byte HasXmpOrExif = 0x0C;

    // A chunk's head and all that tells the picture's size.
    private const int SizePeek = HeadBytes + 10;

    private static readonly byte[] Unnamed = "JUNK"u8.ToArray();

    public static async ValueTask<PixelSize?> CopyAsync(FileSource source, FileSink sink)
    {
        var frame = await source.ReadAsync(FrameBytes);
        var left = BinaryPrimitives.ReadUInt32LittleEndian(frame.Span[4..]) - 4L;
        await sink.WriteAsync(frame);
        PixelSize? size = null;
        var hasPicture = false;
        while (left > 0)
        {
            var head = await source.PeekAsync(SizePeek);
            if (head.Length < HeadBytes || left < HeadBytes)
            {
                throw FileRefusedException.Malformed();
            }

            var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(head.Span[4..]);
            length += length & 1;
            left -= HeadBytes + length;
            var isPicture = head.Span.StartsWith("VP8 "u8) || head.Span.StartsWith("VP8L"u8);
            var isExtended = head.Span.StartsWith("VP8X"u8);
            if (left < 0 || (size is null && !isPicture && !isExtended))
            {
                throw FileRefusedException.Malformed();
            }

            size ??= SizeOf(head.Span, length);
            hasPicture |= isPicture || head.Span.StartsWith("ANMF"u8);
            if (isExtended)
            {
                await CopyExtendedAsync(source, sink, length);
            }
            else if (isPicture || IsLook(head.Span))
            {
                await source.CopyAsync(sink, HeadBytes + length);
            }
            else
            {
                await source.SkipAsync(Unnamed.Length);
                await sink.WriteAsync(Unnamed);
                await source.CopyAsync(sink, HeadBytes - Unnamed.Length);
                await source.BlankAsync(sink, length);
            }
        }

        await source.SkipRestAsync();
        return hasPicture ? size : throw FileRefusedException.Malformed();
    }

    private static bool IsLook(ReadOnlySpan<byte> head) =>
        head.StartsWith("ALPH"u8) || head.StartsWith("ANIM"u8) || head.StartsWith("ANMF"u8) || head.StartsWith("ICCP"u8);

    // It says what else there is; place and camera are not any more.
    private static async ValueTask CopyExtendedAsync(FileSource source, FileSink sink, long length)
    {
        if (length < 10)
        {
            throw FileRefusedException.Malformed();
        }

        await source.CopyAsync(sink, HeadBytes);
        var flags = (byte)((await source.ReadAsync(1)).Span[0] & ~HasXmpOrExif);
        await sink.WriteAsync(new byte[] { flags });
        await source.CopyAsync(sink, length - 1);
    }

    private static PixelSize SizeOf(ReadOnlySpan<byte> chunk, long length)
    {
        var content = chunk[HeadBytes..];
        if (content.Length < SizePeek - HeadBytes || length < 5)
        {
            throw FileRefusedException.Malformed();
        }

        if (chunk.StartsWith("VP8X"u8))
        {
            return PixelSize.Of(ThreeBytes(content[4..]) + 1, ThreeBytes(content[7..]) + 1);
        }

        if (chunk.StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            return content[0] == 0x2F
                ? PixelSize.Of((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
                : throw FileRefusedException.Malformed();
        }

        return content[3..].StartsWith<byte>([0x9D, 0x01, 0x2A])
            ? PixelSize.Of(
                BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF)
            : throw FileRefusedException.Malformed();
    }

    private static int ThreeBytes(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}

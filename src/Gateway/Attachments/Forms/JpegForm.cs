using System.Buffers.Binary;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// JPEG: segments, and the picture's data behind each start of a scan. Of what applications add, only what says how the
/// picture looks is kept: colours, and which side is up. Place, time, camera, previews and comments are left out, and so is
/// whatever comes behind the end, where some cameras put a film.
/// </summary>
internal static class JpegForm
{
    private const byte Escape = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const int LengthBytes = 2;
    // Length, precision, height, width.
    private const int FrameBytes = 7;

    // Length, and the longest of the names below.
    private const int NameBytes = 16;

    // The orientation is among the first entries of the first directory.
    private const int ExifPeek = 4 * 1024;

    public static async ValueTask<PixelSize?> CopyAsync(FileSource source, FileSink sink)
    {
        // The start was looked at.
        await source.CopyAsync(sink, 2);
        PixelSize? size = null;
        ushort orientation = 1;
        for (var hasPicture = false; ;)
        {
            var marker = await ReadMarkerAsync(source);
            if (marker == EndOfImage)
            {
                await sink.WriteAsync(new byte[] { Escape, EndOfImage });
                await source.SkipRestAsync();
                return !hasPicture || size is not { } known ? throw FileRefusedException.Malformed()
                    : orientation >= 5 ? new PixelSize(known.Height, known.Width)
                    : known;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian((await PeekAllAsync(source, LengthBytes)).Span);
            if (length < LengthBytes)
            {
                throw FileRefusedException.Malformed();
            }

            if (IsFrame(marker))
            {
                size ??= SizeOf((await PeekAllAsync(source, FrameBytes)).Span, length);
            }

            if (marker == 0xE1 && orientation == 1)
            {
                orientation = OrientationOf((await source.PeekAsync(Math.Min((int)length, ExifPeek))).Span);
                if (orientation > 1)
                {
                    await sink.WriteAsync(ExifOrientation.ToSegment(orientation));
                }
            }

            if (marker is (>= 0xE0 and <= 0xEF) or 0xFE && !IsLook(marker, (await source.PeekAsync(Math.Min((int)length, NameBytes))).Span))
            {
                await source.SkipAsync(length);
                continue;
            }

            await sink.WriteAsync(new byte[] { Escape, marker });
            await source.CopyAsync(sink, length);
            if (marker == StartOfScan)
            {
                hasPicture = true;
                await CopyScanAsync(source, sink);
            }
        }
    }

    // Any number of fill bytes may stand before a marker.
    private static async ValueTask<byte> ReadMarkerAsync(FileSource source)
    {
        if ((await source.ReadAsync(1)).Span[0] != Escape)
        {
            throw FileRefusedException.Malformed();
        }

        byte marker;
        do
        {
            marker = (await source.ReadAsync(1)).Span[0];
        }
        while (marker == Escape);

        // Markers without a length have no place between segments.
        return marker is < 0xC0 or (>= 0xD0 and <= 0xD8) ? throw FileRefusedException.Malformed() : marker;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> PeekAllAsync(FileSource source, int count)
    {
        var bytes = await source.PeekAsync(count);
        return bytes.Length == count ? bytes : throw FileRefusedException.Malformed();
    }

    // Until the next marker that is neither an escaped byte nor a restart.
    private static async ValueTask CopyScanAsync(FileSource source, FileSink sink)
    {
        while (true)
        {
            var some = await source.PeekSomeAsync();
            var escape = some.Span.IndexOf(Escape);
            if (escape != 0)
            {
                await source.CopyAsync(sink, escape < 0 ? Math.Max(1, some.Length) : escape);
                continue;
            }

            var pair = await PeekAllAsync(source, 2);
            switch (pair.Span[1])
            {
                case 0 or (>= 0xD0 and <= 0xD7):
                    await source.CopyAsync(sink, 2);
                    break;
                case Escape:
                    source.Take(1);
                    break;
                default:
                    return;
            }
        }
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PixelSize SizeOf(ReadOnlySpan<byte> frame, int length) =>
        length >= FrameBytes
            ? PixelSize.Of(BinaryPrimitives.ReadUInt16BigEndian(frame[5..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]))
            : throw FileRefusedException.Malformed();

    private static ushort OrientationOf(ReadOnlySpan<byte> segment) =>
        segment.Length > 8 && segment[2..].StartsWith("Exif\0\0"u8) ? ExifOrientation.Read(segment[8..]) : (ushort)1;

    private static bool IsLook(byte marker, ReadOnlySpan<byte> segment)
    {
        var name = segment.Length > LengthBytes ? segment[LengthBytes..] : [];
        return marker switch
        {
            0xE0 => name.StartsWith("JFIF\0"u8),
            0xE2 => name.StartsWith("ICC_PROFILE\0"u8),
            0xEE => name.StartsWith("Adobe"u8),
            _ => false,
        };
    }
}

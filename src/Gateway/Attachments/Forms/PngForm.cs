using System.Buffers.Binary;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// PNG: a signature and chunks. Only chunks that say how the picture looks are kept; those with camera data, texts and times
/// are left out, and so is whatever comes behind the end.
/// </summary>
internal static class PngForm
{
    private const int SignatureBytes = 8;
    private const int HeadBytes = 8;
    private const int CrcBytes = 4;
    private const int HeaderBytes = 13;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static async ValueTask<PixelSize?> CopyAsync(FileSource source, FileSink sink)
    {
        var signature = await source.ReadAsync(SignatureBytes);
        if (!signature.Span.SequenceEqual(Signature))
        {
            throw FileRefusedException.Malformed();
        }

        await sink.WriteAsync(signature);
        PixelSize? size = null;
        for (var hasPicture = false; ;)
        {
            var head = await source.PeekAsync(HeadBytes + HeaderBytes);
            if (head.Length < HeadBytes + CrcBytes)
            {
                throw FileRefusedException.Malformed();
            }

            var kind = KindOf(head.Span[4..8]);
            var length = HeadBytes + (long)BinaryPrimitives.ReadUInt32BigEndian(head.Span) + CrcBytes;
            if (length > int.MaxValue || kind == ChunkKind.Unknown || kind == ChunkKind.Header != (size is null))
            {
                throw FileRefusedException.Malformed();
            }

            if (kind == ChunkKind.Header)
            {
                size = SizeOf(head.Span);
            }

            hasPicture |= kind == ChunkKind.Picture;
            await (kind == ChunkKind.Other ? source.SkipAsync(length) : source.CopyAsync(sink, length));
            if (kind == ChunkKind.End)
            {
                await source.SkipRestAsync();
                return hasPicture ? size : throw FileRefusedException.Malformed();
            }
        }
    }

    private static PixelSize SizeOf(ReadOnlySpan<byte> head) =>
        head.Length == HeadBytes + HeaderBytes && BinaryPrimitives.ReadUInt32BigEndian(head) == HeaderBytes
            ? PixelSize.Of(BinaryPrimitives.ReadUInt32BigEndian(head[8..]), BinaryPrimitives.ReadUInt32BigEndian(head[12..]))
            : throw FileRefusedException.Malformed();

    private static ChunkKind KindOf(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.SequenceEqual("IHDR"u8) => ChunkKind.Header,
        _ when type.SequenceEqual("IDAT"u8) => ChunkKind.Picture,
        _ when type.SequenceEqual("IEND"u8) => ChunkKind.End,
        _ when IsLook(type) => ChunkKind.Look,
        // Whoever does not know a chunk with a small first letter can do without it.
        [>= (byte)'a' and <= (byte)'z', ..] => ChunkKind.Other,
        _ => ChunkKind.Unknown,
    };

    private static bool IsLook(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("PLTE"u8) || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) ||
        type.SequenceEqual("cHRM"u8) || type.SequenceEqual("sRGB"u8) || type.SequenceEqual("iCCP"u8) ||
        type.SequenceEqual("cICP"u8) || type.SequenceEqual("mDCV"u8) || type.SequenceEqual("cLLI"u8) ||
        type.SequenceEqual("sBIT"u8) || type.SequenceEqual("bKGD"u8) || type.SequenceEqual("pHYs"u8) ||
        type.SequenceEqual("acTL"u8) || type.SequenceEqual("fcTL"u8) || type.SequenceEqual("fdAT"u8);

    private enum ChunkKind
    {
        Unknown,
        Header,
        Look,
        Picture,
        Other,
        End,
    }
}

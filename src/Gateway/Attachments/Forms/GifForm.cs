using System.Buffers.Binary;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// GIF: a screen, its colours, and blocks. Comments, and what applications add beside how often it repeats, are left out; so
/// is whatever comes behind the end.
/// </summary>
internal static class GifForm
{
    private const int ScreenBytes = 13;
    private const int ImageBytes = 10;

    // Introducer, label, length and name of an application's block.
    private const int ApplicationBytes = 14;

    public static async ValueTask<PixelSize?> CopyAsync(FileSource source, FileSink sink)
    {
        var screen = await source.ReadAsync(ScreenBytes);
        var size = PixelSize.Of(
            BinaryPrimitives.ReadUInt16LittleEndian(screen.Span[6..]), BinaryPrimitives.ReadUInt16LittleEndian(screen.Span[8..]));
        var colours = ColourBytes(screen.Span[10]);
        await sink.WriteAsync(screen);
        await source.CopyAsync(sink, colours);
        for (var hasPicture = false; ;)
        {
            switch ((await source.PeekAsync(1)).Span)
            {
                case [0x3B]:
                    await source.CopyAsync(sink, 1);
                    await source.SkipRestAsync();
                    return hasPicture ? size : throw FileRefusedException.Malformed();
                case [0x2C]:
                    hasPicture = true;
                    var image = await source.ReadAsync(ImageBytes);
                    colours = ColourBytes(image.Span[9]);
                    await sink.WriteAsync(image);
                    // And the size of its codes.
                    await source.CopyAsync(sink, colours + 1);
                    await CopyBlocksAsync(source, sink);
                    break;
                case [0x21]:
                    await CopyExtensionAsync(source, sink);
                    break;
                default:
                    throw FileRefusedException.Malformed();
            }
        }
    }

    private static async ValueTask CopyExtensionAsync(FileSource source, FileSink sink)
    {
        var kept = IsLook((await source.PeekAsync(ApplicationBytes)).Span) ? sink : null;
        if (kept is null)
        {
            await source.SkipAsync(2);
        }
        else
        {
            await source.CopyAsync(kept, 2);
        }

        await CopyBlocksAsync(source, kept);
    }

    // Each says its length; one of none is the last.
    private static async ValueTask CopyBlocksAsync(FileSource source, FileSink? sink)
    {
        int length;
        do
        {
            length = (await source.PeekAsync(1)).Span is [var stated] ? stated : throw FileRefusedException.Malformed();
            await (sink is null ? source.SkipAsync(length + 1) : source.CopyAsync(sink, length + 1));
        }
        while (length > 0);
    }

    private static bool IsLook(ReadOnlySpan<byte> extension) => extension switch
    {
        [_, 0xF9 or 0x01, ..] => true,
        [_, 0xFF, 11, ..] => extension[3..].SequenceEqual("NETSCAPE2.0"u8) || extension[3..].SequenceEqual("ANIMEXTS1.0"u8),
        _ => false,
    };

    private static int ColourBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}

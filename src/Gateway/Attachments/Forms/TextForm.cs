using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>Plain text: UTF-8 from the first to the last byte, without control characters but white space.</summary>
internal static class TextForm
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127,
    ]);

    public static async ValueTask<PixelSize?> CopyAsync(FileSource source, FileSink sink)
    {
        while (await source.PeekSomeAsync() is { IsEmpty: false } some)
        {
            // A code point may be in two pieces.
            var whole = some.Length - BrokenTail(some.Span);
            if (whole == 0)
            {
                some = await source.PeekAsync(some.Length + 1);
                whole = some.Length - BrokenTail(some.Span);
                if (whole == 0 && (await source.PeekAsync(some.Length + 1)).Length == some.Length)
                {
                    throw FileRefusedException.NotTaken(type: null);
                }
            }

            if (!IsText(some.Span[..whole]))
            {
                throw FileRefusedException.NotTaken(type: null);
            }

            await sink.WriteAsync(some[..whole]);
            source.Take(whole);
        }

        return null;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && bytes.IndexOfAny(Controls) < 0;

    // How many bytes at the end begin a code point that is not all there.
    private static int BrokenTail(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            var tail = bytes[^length..];
            if ((tail[0] & 0xC0) != 0x80)
            {
                return Rune.DecodeFromUtf8(tail, out _, out _) == OperationStatus.NeedMoreData ? length : 0;
            }
        }

        return 0;
    }
}

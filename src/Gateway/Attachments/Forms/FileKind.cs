using System.Collections.Frozen;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>
/// What a file is, as its first bytes say, and how it is copied. What its sender says it is counts for nothing.
/// </summary>
/// <param name="Type">The media type.</param>
/// <param name="CopyAsync">Copies a whole file, without what would tell where it was made; of an image, its size comes back.</param>
internal sealed record FileKind(string Type, Func<FileSource, FileSink, ValueTask<PixelSize?>> CopyAsync)
{
    /// <summary>How many of the first bytes tell.</summary>
    public const int HeadBytes = 64;

    private static readonly FileKind Png = new("image/png", PngForm.CopyAsync);
    private static readonly FileKind Jpeg = new("image/jpeg", JpegForm.CopyAsync);
    private static readonly FileKind Gif = new("image/gif", GifForm.CopyAsync);
    private static readonly FileKind Webp = new("image/webp", WebpForm.CopyAsync);
    private static readonly FileKind Mp4 = new("video/mp4", Mp4Form.CopyAsync);
    private static readonly FileKind QuickTime = new("video/quicktime", Mp4Form.CopyAsync);
    private static readonly FileKind Mp4Audio = new("audio/mp4", Mp4Form.CopyAsync);
    private static readonly FileKind Webm = new("video/webm", AsItIsAsync);
    private static readonly FileKind Mp3 = new("audio/mpeg", AsItIsAsync);
    private static readonly FileKind Ogg = new("audio/ogg", AsItIsAsync);
    private static readonly FileKind Wav = new("audio/wav", AsItIsAsync);
    private static readonly FileKind Pdf = new("application/pdf", AsItIsAsync);
    private static readonly FileKind Zip = new("application/zip", AsItIsAsync);
    private static readonly FileKind Text = new("text/plain", TextForm.CopyAsync);

    private static readonly FileKind[] All =
        [Png, Jpeg, Gif, Webp, Mp4, QuickTime, Webm, Mp4Audio, Mp3, Ogg, Wav, Pdf, Zip, Text];

    private static readonly FrozenDictionary<string, string> Endings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Png.Type] = ".png",
        [Jpeg.Type] = ".jpg",
        [Gif.Type] = ".gif",
        [Webp.Type] = ".webp",
        [Mp4.Type] = ".mp4",
        [QuickTime.Type] = ".mov",
        [Webm.Type] = ".webm",
        [Mp4Audio.Type] = ".m4a",
        [Mp3.Type] = ".mp3",
        [Ogg.Type] = ".ogg",
        [Wav.Type] = ".wav",
        [Pdf.Type] = ".pdf",
        [Zip.Type] = ".zip",
        [Text.Type] = ".txt",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The media types that are recognised.</summary>
    public static FrozenSet<string> Types { get; } = All.Select(kind => kind.Type).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether browsers show it as an image, and as nothing else.</summary>
    public bool IsImage => IsImageType(Type);

    /// <inheritdoc cref="IsImage"/>
    public static bool IsImageType(string type) =>
        type == Png.Type || type == Jpeg.Type || type == Gif.Type || type == Webp.Type;

    /// <summary>How names of files of the type end.</summary>
    public static string EndingOf(string type) => Endings.GetValueOrDefault(type, ".bin");

    /// <summary>What a file is that begins so; null for what nobody knows. Text is what begins like nothing else.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
        _ when head.StartsWith("RIFF"u8) => Within(head, 8) switch
        {
            var form when form.SequenceEqual("WEBP"u8) => Webp,
            var form when form.SequenceEqual("WAVE"u8) => Wav,
            _ => null,
        },
        _ when Within(head, 4).SequenceEqual("ftyp"u8) => OfBrand(Within(head, 8)),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => head.IndexOf("webm"u8) > 0 ? Webm : null,
        _ when head.StartsWith("ID3"u8) => Mp3,
        [0xFF, 0xFB or 0xFA or 0xF3 or 0xF2, ..] => Mp3,
        _ when head.StartsWith("OggS"u8) => Ogg,
        _ when head.StartsWith("%PDF-"u8) => Pdf,
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => Zip,
        [] => null,
        _ => Text,
    };

    // Pictures come in the same boxes as films; they are not among the types here.
    private static FileKind? OfBrand(ReadOnlySpan<byte> brand) => brand switch
    {
        _ when brand.SequenceEqual("qt  "u8) => QuickTime,
        _ when brand.StartsWith("M4A"u8) => Mp4Audio,
        _ when brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("avi"u8) || brand.StartsWith("mif"u8) ||
               brand.StartsWith("msf"u8) || brand.Length < 4 => null,
        _ => Mp4,
    };

    private static ReadOnlySpan<byte> Within(ReadOnlySpan<byte> head, int start) =>
        head.Length >= start + 4 ? head.Slice(start, 4) : [];

    private static async ValueTask<PixelSize?> AsItIsAsync(FileSource source, FileSink sink)
    {
        await source.CopyRestAsync(sink);
        return null;
    }
}

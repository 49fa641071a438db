using System.Text;
using ChatOrleans.Gateway.Attachments.Forms;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.TestKit;

namespace ChatOrleans.Gateway.Tests;

/// <summary>What is read of files, and what is kept of them.</summary>
public sealed class FileFormTests
{
    private const long Limit = 1024 * 1024;

    public static TheoryData<string, byte[], int, int> Pictures => new()
    {
        { "image/png", SampleFiles.Png(3, 2), 3, 2 },
        { "image/jpeg", SampleFiles.Jpeg(640, 480), 640, 480 },
        { "image/jpeg", SampleFiles.Jpeg(640, 480, orientation: 6), 480, 640 },
        { "image/gif", SampleFiles.Gif(5, 4), 5, 4 },
        { "image/webp", SampleFiles.Webp(400, 300), 400, 300 },
    };

    public static TheoryData<string, byte[]> Others => new()
    {
        { "video/mp4", SampleFiles.Mp4() },
        { "video/webm", [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8, 1, 2, 3] },
        { "audio/mpeg", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0] },
        { "audio/ogg", [.. "OggS"u8, 0, 2, 0, 0] },
        { "audio/wav", [.. "RIFF"u8, 4, 0, 0, 0, .. "WAVE"u8] },
        { "application/pdf", [.. "%PDF-1.7\n"u8] },
        { "application/zip", [(byte)'P', (byte)'K', 3, 4, 0, 0] },
        { "text/plain", Encoding.UTF8.GetBytes("<script>alert('ünïcödé 🙂')</script>\r\n\tnothing but text") },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task CopyAsync_Picture_StatesItsSizeAndNotItsPlace(string type, byte[] file, int width, int height)
    {
        var (kind, size, copy) = await CopyAsync(file);
        Assert.Equal(type, kind?.Type);
        Assert.True(kind!.IsImage);
        Assert.Equal(new PixelSize(width, height), size);
        Assert.DoesNotContain(SampleFiles.Place, Encoding.Latin1.GetString(copy), StringComparison.Ordinal);
        Assert.DoesNotContain("Cam", Encoding.Latin1.GetString(copy), StringComparison.Ordinal);

        // What is kept is a file of its kind, of which nothing more is left out.
        var (_, sizeAgain, copyAgain) = await CopyAsync(copy);
        Assert.Equal(size, sizeAgain);
        Assert.Equal(copy, copyAgain);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task CopyAsync_NoPicture_IsKnownByItsBytes(string type, byte[] file)
    {
        var (kind, size, copy) = await CopyAsync(file);
        Assert.Equal(type, kind?.Type);
        Assert.False(kind!.IsImage);
        Assert.Null(size);
        Assert.Equal(file.Length, copy.Length);
        Assert.DoesNotContain(SampleFiles.Place, Encoding.Latin1.GetString(copy), StringComparison.Ordinal);
        Assert.Contains(type, (IReadOnlySet<string>)FileKind.Types);
    }

    [Fact]
    public async Task CopyAsync_Jpeg_KeepsColoursAndScanAsTheyWere()
    {
        var copy = (await CopyAsync(SampleFiles.Jpeg(orientation: 6))).Copy;
        var text = Encoding.Latin1.GetString(copy);
        Assert.Contains("ICC_PROFILE", text, StringComparison.Ordinal);
        Assert.Contains("Exif\0\0MM", text, StringComparison.Ordinal);
        Assert.True(copy.AsSpan().EndsWith<byte>([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0 })]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b' })]
    [InlineData(new byte[] { (byte)'a', 0xC3 })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 })]
    [InlineData(new byte[] { 0, 0, 0, 24, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', (byte)'i', (byte)'c' })]
    public async Task CopyAsync_UnknownBytes_AreNotTaken(byte[] file) =>
        Assert.Equal(RefusalCode.UnsupportedType, await RefusalOfAsync(file));

    [Fact]
    public async Task CopyAsync_TooManyBytes_IsRefusedWithTheLimit()
    {
        using var source = new FileSource(new MemoryStream(new byte[1_001]), 1_000, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => source.SkipRestAsync().AsTask());
        Assert.Equal((RefusalCode.TooLarge, 1_000L), (refused.Refusal.Code, refused.Refusal.Limit));
    }

    [Fact]
    public async Task CopyAsync_TextInPieces_IsTakenWhereverTheyBreak()
    {
        var text = Encoding.UTF8.GetBytes("aä€🙂");
        using var source = new FileSource(new Trickle(text), Limit, CancellationToken.None);
        var copy = new MemoryStream();
        using var sink = new FileSink(copy, CancellationToken.None);
        await TextForm.CopyAsync(source, sink);
        Assert.Equal(text, copy.ToArray());
    }

    /// <summary>Cut off anywhere behind what it is known by, a picture is refused: its end is part of it.</summary>
    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task CopyAsync_PictureCutOff_IsRefused(string type, byte[] file, int width, int height)
    {
        var whole = (await CopyAsync(file)).Copy;
        Assert.NotEmpty($"{type} {width} {height}");
        for (var length = 12; length < whole.Length; length++)
        {
            Assert.Equal(RefusalCode.UnsupportedType, await RefusalOfAsync(whole[..length]));
        }
    }

    /// <summary>Whatever the bytes are: a file or a refusal, no more out than in but an orientation, and little memory.</summary>
    [Fact]
    public async Task CopyAsync_MutatedBytes_AreAFileOrARefusal()
    {
        var random = new Random(1312);
        byte[][] files =
        [
            SampleFiles.Png(), SampleFiles.Jpeg(orientation: 6), SampleFiles.Gif(), SampleFiles.Webp(), SampleFiles.Mp4(),
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        const int Rounds = 20_000;
        for (var round = 0; round < Rounds; round++)
        {
            var file = (byte[])files[round % files.Length].Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                file[random.Next(file.Length)] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
            }

            file = random.Next(4) == 0 ? file[..random.Next(file.Length)] : file;
            var written = await TryCopyAsync(file);
            Assert.InRange(written, 0, file.Length + 40);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 0, 64 * 1024);
    }

    private static async Task<long> TryCopyAsync(byte[] file)
    {
        using var source = new FileSource(new MemoryStream(file), Limit, CancellationToken.None);
        using var sink = new FileSink(Stream.Null, CancellationToken.None);
        try
        {
            var kind = FileKind.Of((await source.PeekAsync(FileKind.HeadBytes)).Span);
            await (kind?.CopyAsync(source, sink) ?? default);
        }
        catch (FileRefusedException)
        {
            // One of the two.
        }

        return sink.Count;
    }

    private static async Task<(FileKind? Kind, PixelSize? Size, byte[] Copy)> CopyAsync(byte[] file)
    {
        using var source = new FileSource(new MemoryStream(file), Limit, CancellationToken.None);
        var copy = new MemoryStream();
        using var sink = new FileSink(copy, CancellationToken.None);
        var kind = FileKind.Of((await source.PeekAsync(FileKind.HeadBytes)).Span);
        var size = kind is null ? null : await kind.CopyAsync(source, sink);
        return (kind, size, copy.ToArray());
    }

    private static async Task<string?> RefusalOfAsync(byte[] file)
    {
        try
        {
            return (await CopyAsync(file)).Kind is null ? RefusalCode.UnsupportedType : null;
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal.Code;
        }
    }

    /// <summary>Gives one byte at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ChatOrleans.TestKit;

/// <summary>Files as cameras and programs make them, small, with what a sender may not know that they tell.</summary>
public static class SampleFiles
{
    /// <summary>Stands in every file that tells where it was made, and in no other.</summary>
    public const string Place = "52.5163N 13.3777E";

    /// <summary>A PNG, with a comment and camera data.</summary>
    public static byte[] Png(int width = 3, int height = 2)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR", header);
        Chunk(file, "tEXt", Encoding.ASCII.GetBytes("Comment\0" + Place));
        Chunk(file, "eXIf", Encoding.ASCII.GetBytes(Place));
        using (var rows = new MemoryStream())
        {
            using (var compressed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
            {
                compressed.Write(new byte[height * ((3 * width) + 1)]);
            }

            Chunk(file, "IDAT", rows.ToArray());
        }

        Chunk(file, "IEND", []);
        file.Write(Encoding.ASCII.GetBytes(Place));
        return file.ToArray();
    }

    /// <summary>A JPEG as a camera writes it that was held so: 1 is upright, 6 turned by a quarter.</summary>
    public static byte[] Jpeg(int width = 640, int height = 480, ushort orientation = 1)
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        Segment(file, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(
            file,
            0xE1,
            [
                .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0,
                0x0F, 0x01, 2, 0, 4, 0, 0, 0, (byte)'C', (byte)'a', (byte)'m', 0,
                0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
                0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Place),
            ]);
        Segment(file, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes(Place)]);
        Segment(file, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 7, 7, 7]);
        Segment(file, 0xFE, Encoding.ASCII.GetBytes(Place));
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(file, 0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);
        Segment(file, 0xDA, [1, 1, 0, 0, 63, 0]);
        file.Write([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]);
        file.Write(Encoding.ASCII.GetBytes(Place));
        return file.ToArray();
    }

    /// <summary>An animated GIF with a comment.</summary>
    public static byte[] Gif(int width = 5, int height = 4) =>
    [
        .. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0,
        0x21, 0xFE, (byte)Place.Length, .. Encoding.ASCII.GetBytes(Place), 0,
        0x21, 0xF9, 4, 0, 10, 0, 0, 0,
        0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 2, 2, 0x4C, 0x01, 0,
        0x3B, .. Encoding.ASCII.GetBytes(Place),
    ];

    /// <summary>A WebP with camera data.</summary>
    public static byte[] Webp(int width = 400, int height = 300)
    {
        byte[] extended = [.. "VP8X"u8, 10, 0, 0, 0, 0x0C, 0, 0, 0, .. ThreeBytes(width - 1), .. ThreeBytes(height - 1)];
        byte[] picture =
        [
            .. "VP8 "u8, 10, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8),
        ];
        var place = Encoding.ASCII.GetBytes(Place);
        byte[] camera = [.. "EXIF"u8, (byte)place.Length, 0, 0, 0, .. place, 0];
        var length = 4 + extended.Length + picture.Length + camera.Length;
        return [.. "RIFF"u8, (byte)length, (byte)(length >> 8), 0, 0, .. "WEBP"u8, .. extended, .. picture, .. camera];
    }

    /// <summary>A film that says where it was made.</summary>
    public static byte[] Mp4() =>
    [
        .. Box("ftyp", "isom\0\0\0\0isom"u8),
        .. Box("moov", [.. Box("mvhd", new byte[20]), .. Box("udta", Box("xyz ", Encoding.ASCII.GetBytes(Place)))]),
        .. Box("mdat", new byte[100]),
    ];

    private static byte[] Box(string type, ReadOnlySpan<byte> content)
    {
        var length = content.Length + 8;
        return [0, 0, (byte)(length >> 8), (byte)length, .. Encoding.ASCII.GetBytes(type), .. content];
    }

    private static byte[] ThreeBytes(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static void Segment(MemoryStream file, byte marker, ReadOnlySpan<byte> content)
    {
        var length = content.Length + 2;
        file.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        file.Write(content);
    }

    // Nobody on the way looks at the sum.
    private static void Chunk(MemoryStream file, string type, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        file.Write(length);
        file.Write(Encoding.ASCII.GetBytes(type));
        file.Write(content);
        file.Write(stackalloc byte[4]);
    }
}

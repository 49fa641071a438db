using System.Buffers.Binary;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>How a camera was held: all that is kept of what it has noted.</summary>
internal static class ExifOrientation
{
    private const int EntryBytes = 12;
    private const ushort Tag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>Reads it from TIFF data, as far as they are at hand; 1, which is upright, where there is none.</summary>
    public static ushort Read(ReadOnlySpan<byte> tiff)
    {
        var little = tiff.StartsWith("II*\0"u8);
        if ((!little && !tiff.StartsWith("MM\0*"u8)) || tiff.Length < 8)
        {
            return 1;
        }

        var first = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (first > tiff.Length - 2)
        {
            return 1;
        }

        var entries = tiff[((int)first + 2)..];
        for (int count = Short(tiff[(int)first..], little); count > 0 && entries.Length >= EntryBytes; count--, entries = entries[EntryBytes..])
        {
            if (Short(entries, little) == Tag && Short(entries[2..], little) == ShortType)
            {
                var orientation = Short(entries[8..], little);
                return orientation is >= 1 and <= 8 ? orientation : (ushort)1;
            }
        }

        return 1;
    }

    /// <summary>A JPEG segment that says nothing else.</summary>
    public static byte[] ToSegment(ushort orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1,
        Tag >> 8, Tag & 0xFF, 0, (byte)ShortType, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}

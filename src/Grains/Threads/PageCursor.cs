using System.Buffers.Binary;
using System.Buffers.Text;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>Where a page of threads ended: the activity and id of its last row. Opaque on the wire.</summary>
internal readonly record struct PageCursor(DateTime Activity, ThreadId ThreadId)
{
    private const int Size = 24;

    /// <summary>Before the first row.</summary>
    public static readonly PageCursor Start =
        new(new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc), new ThreadId(Guid.Empty));

    /// <summary>Reads a cursor; an absent one is the start, a malformed one none.</summary>
    public static bool TryParse(string? text, out PageCursor cursor)
    {
        cursor = Start;
        if (text is null)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[Size];
        // Decoding throws at characters that are not its own.
        if (text.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(text) ||
            !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Size)
        {
            return false;
        }

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < 0 || ticks > Start.Activity.Ticks)
        {
            return false;
        }

        cursor = new PageCursor(new DateTime(ticks, DateTimeKind.Utc), new ThreadId(new Guid(bytes[8..])));
        return true;
    }

    /// <summary>The refusal of a cursor that can't be read.</summary>
    public static Refusal Malformed() => Refusal.InvalidArgument("cursor", "This is no nextCursor of an earlier answer.");

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Activity.Ticks);
        ThreadId.Value.TryWriteBytes(bytes[8..]);
        return Base64Url.EncodeToString(bytes);
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Search;

/// <summary>
/// Where a page of hits ended: the last one's place in the order, which is its own and nobody else's doing. Opaque on the
/// wire, and of use with the same query only.
/// </summary>
internal readonly record struct SearchCursor(float Rank, DateTime At, ThreadId ThreadId, long Seq)
{
    private const int KeySize = 4;
    private const int Size = KeySize + 4 + 8 + 16 + 8;

    /// <summary>Before the first hit.</summary>
    public static readonly SearchCursor Start =
        new(float.PositiveInfinity, new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc), new ThreadId(Guid.Empty), 0);

    /// <summary>Reads a query's cursor; an absent one is the start, a malformed one or that of another query none.</summary>
    public static bool TryParse(SearchQuery query, out SearchCursor cursor)
    {
        cursor = Start;
        if (query.Cursor is not { } text)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[Size];

        // Decoding throws at characters that are not its own.
        if (text.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(text) ||
            !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Size ||
            !bytes[..KeySize].SequenceEqual(KeyOf(query)))
        {
            return false;
        }

        bytes = bytes[KeySize..];
        var rank = BinaryPrimitives.ReadSingleBigEndian(bytes);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[4..]);
        if (!float.IsFinite(rank) || ticks < 0 || ticks > Start.At.Ticks)
        {
            return false;
        }

        cursor = new SearchCursor(
            rank,
            new DateTime(ticks, DateTimeKind.Utc),
            new ThreadId(new Guid(bytes.Slice(12, 16))),
            BinaryPrimitives.ReadInt64BigEndian(bytes[28..]));
        return true;
    }

    /// <summary>The wire form, for the next page of the query.</summary>
    public string ToText(SearchQuery query)
    {
        Span<byte> bytes = stackalloc byte[Size];
        KeyOf(query).CopyTo(bytes);
        var place = bytes[KeySize..];
        BinaryPrimitives.WriteSingleBigEndian(place, Rank);
        BinaryPrimitives.WriteInt64BigEndian(place[4..], At.Ticks);
        ThreadId.Value.TryWriteBytes(place[12..]);
        BinaryPrimitives.WriteInt64BigEndian(place[28..], Seq);
        return Base64Url.EncodeToString(bytes);
    }

    private static ReadOnlySpan<byte> KeyOf(SearchQuery query) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{query.ThreadId}\n{query.Text}")).AsSpan(0, KeySize);
}

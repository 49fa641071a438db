using System.Buffers.Binary;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Shards;

/// <summary>
/// The threads whose ids begin with the same ten bits: the unit that lives on one shard and moves as a whole. The same
/// as <c>thread_bucket</c> in SQL.
/// </summary>
internal static class Bucket
{
    /// <summary>How many there are, for ever.</summary>
    public const int Count = 1_024;

    private const int Bits = 10;

    public static int Of(ThreadId threadId)
    {
        Span<byte> bytes = stackalloc byte[16];
        threadId.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes) >> (16 - Bits);
    }

    /// <summary>The lowest id of a bucket.</summary>
    public static Guid First(int bucket) => Fill(bucket, 0);

    /// <summary>The highest id of a bucket.</summary>
    public static Guid Last(int bucket) => Fill(bucket, 0xff);

    private static Guid Fill(int bucket, byte rest)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Fill(rest);
        var low = rest == 0 ? 0 : (1 << (16 - Bits)) - 1;
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)((bucket << (16 - Bits)) | low));
        return new Guid(bytes, bigEndian: true);
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Push;

/// <summary>
/// What messages of one thread to one target share, so that the later one takes the earlier one's place (RFC 8030, 5.4).
/// It says nothing of the thread: its ids are random, and nobody who does not know them finds them by their digest.
/// </summary>
internal static class PushTopic
{
    // 24 bytes are the 32 characters that a topic may have.
    private const int Bytes = 24;

    public static string Of(PushClaim claim)
    {
        Span<byte> ids = stackalloc byte[48];
        claim.TargetId.TryWriteBytes(ids, bigEndian: true, out _);
        claim.UserId.Value.TryWriteBytes(ids[16..], bigEndian: true, out _);
        claim.ThreadId.Value.TryWriteBytes(ids[32..], bigEndian: true, out _);
        return Base64Url.EncodeToString(SHA256.HashData(ids).AsSpan(0, Bytes));
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.Gateway.Limits;

/// <summary>A name that somebody wrote (a handle, a mail address), as limits remember it: without case, and always as long.</summary>
/// <param name="Bits">A part of its hash.</param>
internal readonly record struct NameKey(UInt128 Bits)
{
    public static NameKey Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant()), hash);
        return new NameKey(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}

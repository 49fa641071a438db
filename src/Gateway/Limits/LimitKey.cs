using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Limits;

/// <summary>What stands for a limited user or address between gateways: a hash, so that no silo holds addresses or names.</summary>
internal static class LimitKey
{
    /// <summary>The longest key: an address and a name's hash, or a user and a name's hash.</summary>
    public const int MaxBytes = 32;

    private const int MaxNameBytes = 64;
    private const int IdBytes = 16;

    public static Guid Of(string limit, ReadOnlySpan<byte> key)
    {
        Span<byte> text = stackalloc byte[MaxNameBytes + MaxBytes];
        var written = Encoding.UTF8.GetBytes(limit, text);
        key.CopyTo(text[written..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(written + key.Length)], hash);
        return new Guid(hash[..IdBytes]);
    }

    public static int Write(UserId user, Span<byte> bytes)
    {
        user.Value.TryWriteBytes(bytes);
        return IdBytes;
    }

    public static int Write(ClientAddress address, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address.Bits);
        return IdBytes;
    }

    public static int Write(NameKey name, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, name.Bits);
        return IdBytes;
    }

    public static int Write((UserId User, NameKey Name) pair, Span<byte> bytes) =>
        Write(pair.User, bytes) + Write(pair.Name, bytes[IdBytes..]);

    public static int Write((ClientAddress Address, NameKey Name) pair, Span<byte> bytes) =>
        Write(pair.Address, bytes) + Write(pair.Name, bytes[IdBytes..]);
}

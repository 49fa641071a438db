using System.Buffers.Binary;
using System.Net.Sockets;

namespace ChatOrleans.Gateway.Limits;

/// <summary>Where a call comes from, as limits see it: an IPv4 address, or a /64 of IPv6, which one customer gets whole.</summary>
/// <param name="Bits">The address, in IPv6's form.</param>
internal readonly record struct ClientAddress(UInt128 Bits)
{
    private static readonly UInt128 Network = UInt128.MaxValue << 64;

    public static ClientAddress Of(HttpContext context)
    {
        // None on a Unix socket: all who come that way share one.
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return default;
        }

        Span<byte> bytes = stackalloc byte[16];
        var mapped = address.MapToIPv6();
        mapped.TryWriteBytes(bytes, out _);
        var bits = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        var isIPv4 = address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
        return new ClientAddress(isIPv4 ? bits : bits & Network);
    }
}

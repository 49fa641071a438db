using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>Calls other than messages: rare, so written at leisure.</summary>
internal static class CallFrame
{
    /// <summary>Ends every record of the JSON hub protocol.</summary>
    public const byte Separator = 0x1e;

    /// <summary>Tells a call's invocation id from a message's.</summary>
    public static ReadOnlySpan<byte> IdPrefix => "c"u8;

    /// <summary>The first frame of a connection.</summary>
    public static ReadOnlySpan<byte> Handshake => "{\"protocol\":\"json\",\"version\":1}\u001e"u8;

    /// <summary>Says that this client still lives.</summary>
    public static ReadOnlySpan<byte> Ping => "{\"type\":6}\u001e"u8;

    /// <summary>A call with one argument.</summary>
    public static byte[] Write(long number, string method, object argument)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(IdPrefix)}{number}");
        return
        [
            .. JsonSerializer.SerializeToUtf8Bytes(
                new { type = 1, invocationId = id, target = method, arguments = new[] { argument } }),
            Separator,
        ];
    }
}

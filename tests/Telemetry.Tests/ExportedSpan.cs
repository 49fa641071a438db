using System.Text;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>What a test looks at in an exported span; read from the protobuf by the numbers of its fields.</summary>
internal sealed record ExportedSpan(string TraceId, string SpanId, string ParentId, string Name)
{
    /// <summary>All spans of an export request.</summary>
    public static IEnumerable<ExportedSpan> ReadAll(byte[] request) =>
        from resource in Messages(request, field: 1)
        from scope in Messages(resource, field: 2)
        from span in Messages(scope, field: 2)
        select new ExportedSpan(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Messages(span, 5).Single()));

    private static string Hex(byte[] span, int field) => Convert.ToHexString(Messages(span, field).FirstOrDefault() ?? []);

    private static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == field)
                    {
                        yield return message[at..(at + length)];
                    }

                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var (value, shift) = (0UL, 0);
        byte part;
        do
        {
            part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return value;
    }
}

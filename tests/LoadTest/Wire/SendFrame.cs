using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>
/// The messages of one pair as frames: everything but the number is written once. The number is the invocation id and
/// the end of the clientMessageId.
/// </summary>
internal sealed class SendFrame
{
    private const int MaxDigits = 20;

    private readonly byte[] _head = Encoding.UTF8.GetBytes("{\"type\":1,\"invocationId\":\"");
    private readonly byte[] _middle;
    private readonly byte[] _tail;

    public SendFrame(string threadId, string idPrefix, string text)
    {
        ThreadId = Encoding.UTF8.GetBytes(threadId);
        IdPrefix = Encoding.UTF8.GetBytes(idPrefix);
        Text = Encoding.UTF8.GetBytes(text);
        _middle = Encoding.UTF8.GetBytes(
            $"\",\"target\":\"SendMessage\",\"arguments\":[{{\"threadId\":\"{threadId}\",\"clientMessageId\":\"{idPrefix}");
        _tail = Encoding.UTF8.GetBytes($"\",\"text\":\"{text}\"}}]}}\u001e");
    }

    /// <summary>What every event of the thread has to carry.</summary>
    public byte[] ThreadId { get; }

    /// <summary>What the clientMessageId of every message of this run begins with.</summary>
    public byte[] IdPrefix { get; }

    /// <summary>What every message of this run has to say.</summary>
    public byte[] Text { get; }

    /// <summary>Writes the message with this number.</summary>
    public void Write(ArrayBufferWriter<byte> buffer, long number)
    {
        var room = buffer.GetSpan(_head.Length + _middle.Length + _tail.Length + (2 * MaxDigits));
        _head.CopyTo(room);
        var at = _head.Length;
        Utf8Formatter.TryFormat(number, room[at..], out var digits);
        var written = room.Slice(at, digits);
        at += digits;
        _middle.CopyTo(room[at..]);
        at += _middle.Length;
        written.CopyTo(room[at..]);
        at += digits;
        _tail.CopyTo(room[at..]);
        buffer.Advance(at + _tail.Length);
    }

    /// <summary>The number of a message of this run; false for any other message.</summary>
    public bool TryReadNumber(ReadOnlySpan<byte> clientMessageId, out long number)
    {
        number = 0;
        return clientMessageId.StartsWith(IdPrefix)
            && Utf8Parser.TryParse(clientMessageId[IdPrefix.Length..], out number, out var used)
            && used == clientMessageId.Length - IdPrefix.Length;
    }
}

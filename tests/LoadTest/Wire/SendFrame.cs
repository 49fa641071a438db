using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>
/// The messages of one conversation as frames: everything but the number is written once. The number is the end of the
/// invocation id and of the clientMessageId, and with that in the text too.
/// </summary>
internal sealed class SendFrame
{
    private const int MaxDigits = 20;

    private readonly byte[] _head;
    private readonly byte[] _middle;
    private readonly byte[] _beforeText = "\",\"text\":\""u8.ToArray();
    private readonly byte[] _tail = "\"}]}\u001e"u8.ToArray();
    private readonly int _size;

    /// <param name="conversation">The conversation's number in this process: whose answer it is, says the invocation id.</param>
    /// <param name="threadId">Its thread.</param>
    /// <param name="idPrefix">What the clientMessageId of each of its messages begins with.</param>
    /// <param name="size">Characters of each text.</param>
    public SendFrame(int conversation, string threadId, string idPrefix, int size)
    {
        ThreadId = Encoding.UTF8.GetBytes(threadId);
        IdPrefix = Encoding.UTF8.GetBytes(idPrefix);
        _size = size;
        _head = Encoding.UTF8.GetBytes($"{{\"type\":1,\"invocationId\":\"{conversation}-");
        _middle = Encoding.UTF8.GetBytes(
            $"\",\"target\":\"SendMessage\",\"arguments\":[{{\"threadId\":\"{threadId}\",\"clientMessageId\":\"{idPrefix}");
    }

    /// <summary>What every event of the thread has to carry.</summary>
    public byte[] ThreadId { get; }

    /// <summary>What the clientMessageId of every message of this conversation begins with.</summary>
    public byte[] IdPrefix { get; }

    /// <summary>Writes the message with this number.</summary>
    public void Write(ArrayBufferWriter<byte> buffer, long number)
    {
        var room = buffer.GetSpan(_head.Length + _middle.Length + _beforeText.Length + _size + _tail.Length + (2 * MaxDigits));
        var at = Put(_head, room, 0);
        Utf8Formatter.TryFormat(number, room[at..], out var digits);
        var written = room.Slice(at, digits);
        at = Put(_middle, room, at + digits);
        var id = room.Slice(at - IdPrefix.Length, IdPrefix.Length + digits);
        at = Put(written, room, at);
        at = Put(_beforeText, room, at);
        MessageText.Write(room.Slice(at, _size), id);
        at = Put(_tail, room, at + _size);
        buffer.Advance(at);
    }

    /// <summary>The number of a message of this conversation; false for any other message.</summary>
    public bool TryReadNumber(ReadOnlySpan<byte> clientMessageId, out long number)
    {
        number = 0;
        return clientMessageId.StartsWith(IdPrefix)
            && Utf8Parser.TryParse(clientMessageId[IdPrefix.Length..], out number, out var used)
            && used == clientMessageId.Length - IdPrefix.Length;
    }

    /// <summary>Whether this is the text that the message with this id was sent with.</summary>
    public bool IsText(ReadOnlySpan<byte> text, ReadOnlySpan<byte> clientMessageId) =>
        text.Length == _size && MessageText.IsWhole(text, clientMessageId);

    private static int Put(ReadOnlySpan<byte> part, Span<byte> room, int at)
    {
        part.CopyTo(room[at..]);
        return at + part.Length;
    }
}

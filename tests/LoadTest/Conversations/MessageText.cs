using System.Text;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// The text of a message carries the message's identity: its clientMessageId, a space and filler, cut to the wanted size.
/// So whoever sees it can tell an altered or a swapped text from the right one.
/// </summary>
internal static class MessageText
{
    private const byte Filler = (byte)'x';

    /// <summary>Fills the room with the text of this message.</summary>
    public static void Write(Span<byte> text, ReadOnlySpan<byte> clientMessageId)
    {
        if (text.Length <= clientMessageId.Length)
        {
            clientMessageId[..text.Length].CopyTo(text);
            return;
        }

        clientMessageId.CopyTo(text);
        text[clientMessageId.Length] = (byte)' ';
        text[(clientMessageId.Length + 1)..].Fill(Filler);
    }

    /// <summary>Whether it is the text of this message, whatever its size.</summary>
    public static bool IsWhole(string text, string clientMessageId) =>
        IsWhole(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(clientMessageId));

    /// <summary>Whether it is the text of this message, whatever its size.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> text, ReadOnlySpan<byte> clientMessageId) =>
        text.Length <= clientMessageId.Length
            ? !text.IsEmpty && clientMessageId.StartsWith(text)
            : text.StartsWith(clientMessageId)
                && text[clientMessageId.Length] == (byte)' '
                && text[(clientMessageId.Length + 1)..].IndexOfAnyExcept(Filler) < 0;
}

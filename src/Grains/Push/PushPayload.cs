using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOrleans.Grains.Push;

/// <summary>What a notification says: to a device, encrypted, and to a host's endpoint. It always fits.</summary>
internal static class PushPayload
{
    /// <summary>What a text may take, written as JSON; the rest is cut off.</summary>
    public const int MaxTextBytes = 2_000;

    private const char Ellipsis = '…';

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For a device: a message has come.</summary>
    public static byte[] OfMessage(PushClaim claim, PushNews news, PushPerson? sender, NotificationContent content) => Write(json =>
    {
        json.WriteString("type", "message");
        WriteMessage(json, claim, news, sender, content);
    });

    /// <summary>For a device: what it was told of was read elsewhere, or is gone.</summary>
    public static byte[] OfRead(PushClaim claim) => Write(json =>
    {
        json.WriteString("type", "read");
        json.WriteString("threadId", claim.ThreadId.ToString());
        json.WriteNumber("seq", claim.ShownSeq);
    });

    /// <summary>The fields of a message.</summary>
    public static void WriteMessage(
        Utf8JsonWriter json, PushClaim claim, PushNews news, PushPerson? sender, NotificationContent content)
    {
        json.WriteString("threadId", claim.ThreadId.ToString());
        json.WriteNumber("seq", news.NewestSeq);
        json.WriteString("at", Time(news.NewestAt));
        json.WriteNumber("unread", news.Unread);
        if (content != NotificationContent.None)
        {
            json.WriteStartObject("sender");
            json.WriteString("userId", news.PeerId.ToString());
            if (sender is { IsGone: false })
            {
                json.WriteString("handle", sender.Handle);
                json.WriteString("displayName", sender.DisplayName);
            }

            json.WriteEndObject();
        }

        if (content == NotificationContent.Text && news.Text is { } text)
        {
            json.WriteString("text", Cut(text));
        }
    }

    /// <summary>A time as the wire has it.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As much of a text as there is room for, and no half character.</summary>
    internal static string Cut(string text)
    {
        if (Cost(text) <= MaxTextBytes)
        {
            return text;
        }

        var room = MaxTextBytes - Encoding.UTF8.GetByteCount([Ellipsis]);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Cost(text.AsSpan(length, rune.Utf16SequenceLength));
            if (room < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length] + Ellipsis;
    }

    private static int Cost(ReadOnlySpan<char> text) => JsonEncodedText.Encode(text, Options.Encoder).EncodedUtf8Bytes.Length;

    private static byte[] Write(Action<Utf8JsonWriter> writeFields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}

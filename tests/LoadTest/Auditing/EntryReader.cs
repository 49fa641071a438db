using System.Text.Json;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Reads the wire's JSON.</summary>
/// <param name="isItsText">Whether a text is the one that belongs to a clientMessageId.</param>
internal sealed class EntryReader(Func<string, string, bool> isItsText)
{
    public LogEntry OfEvent(JsonElement one)
    {
        var kind = one.GetProperty("type").GetString() switch
        {
            "message" => EventKind.Message,
            "opened" => EventKind.Opened,
            "closed" => EventKind.Closed,
            _ => EventKind.Other,
        };
        return kind == EventKind.Message ? OfMessage(one) : Read(one, kind, null, null);
    }

    public LogEntry OfMessage(JsonElement message) => Read(
        message, EventKind.Message, message.GetProperty("clientMessageId").GetString(), message.GetProperty("text").GetString());

    public static ThreadView OfThread(JsonElement thread) => new(
        thread.GetProperty("lastSeq").GetInt64(),
        thread.GetProperty("active").GetBoolean(),
        thread.GetProperty("unread").GetInt64(),
        thread.GetProperty("readSeq").GetInt64(),
        thread.GetProperty("peerReadSeq").GetInt64(),
        thread.GetProperty("peerDeliveredSeq").GetInt64());

    /// <summary>An event of which all is known.</summary>
    public LogEntry Make(long seq, EventKind kind, string senderId, long at, string? clientMessageId, string? text) => new(
        seq,
        kind,
        senderId,
        at,
        clientMessageId,
        text is null ? 0 : StringComparer.Ordinal.GetHashCode(text),
        text is null || (clientMessageId is not null && isItsText(text, clientMessageId)));

    private LogEntry Read(JsonElement one, EventKind kind, string? clientMessageId, string? text) => Make(
        one.GetProperty("seq").GetInt64(),
        kind,
        one.GetProperty("senderId").GetString()!,
        one.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds(),
        clientMessageId,
        text);
}

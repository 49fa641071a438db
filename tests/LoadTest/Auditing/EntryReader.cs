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
            "edited" => EventKind.Edited,
            "deleted" => EventKind.Deleted,
            "reacted" => one.GetProperty("added").GetBoolean() ? EventKind.Reacted : EventKind.Withdrawn,
            _ => EventKind.Other,
        };
        return kind switch
        {
            EventKind.Message => Read(one, kind, TextOf(one, "clientMessageId"), TextOf(one, "text")),
            >= EventKind.Edited => Read(one, kind, TextOf(one, "clientMessageId"), TextOf(one, "text") ?? TextOf(one, "emoji")) with
            {
                TargetSeq = one.GetProperty("targetSeq").GetInt64(),
            },
            _ => Read(one, kind, null, null),
        };
    }

    /// <summary>A message as history shows it.</summary>
    public LogEntry OfMessage(JsonElement message) =>
        Read(message, EventKind.Message, TextOf(message, "clientMessageId"), TextOf(message, "text")) with
        {
            Standing = StandingMessages.Of(
                message.TryGetProperty("editedAt", out _), message.TryGetProperty("deletedAt", out _), ReactionsOf(message)),
        };

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
        StandingMessages.Fingerprint(text),
        text is null || (clientMessageId is not null && isItsText(text, clientMessageId)));

    private LogEntry Read(JsonElement one, EventKind kind, string? clientMessageId, string? text) => Make(
        one.GetProperty("seq").GetInt64(),
        kind,
        one.GetProperty("senderId").GetString()!,
        one.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds(),
        clientMessageId,
        text);

    private static string? TextOf(JsonElement one, string name) => one.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static IEnumerable<(string Emoji, string UserId)> ReactionsOf(JsonElement message) =>
        !message.TryGetProperty("reactions", out var reactions) ? [] :
            from reaction in reactions.EnumerateArray()
            from user in reaction.GetProperty("userIds").EnumerateArray()
            select (reaction.GetProperty("emoji").GetString()!, user.GetString()!);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>What is posted of an event. The id says which event it is, whenever and however often it is posted.</summary>
/// <param name="Id">The value of <c>webhook-id</c>.</param>
/// <param name="Body">The body.</param>
internal sealed record WebhookMessage(string Id, byte[] Body)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message of an event of the log.</summary>
    public static WebhookMessage Of(string eventName, ThreadEvent e, ImmutableArray<UserId> members) =>
        new($"{e.ThreadId}.{e.Seq}", Write(eventName, e.At, json =>
        {
            json.WriteString("threadId", e.ThreadId.ToString());
            json.WriteNumber("seq", e.Seq);
            json.WriteString("senderId", e.SenderId.ToString());
            json.WriteString("at", Time(e.At));
            json.WriteStartArray("members");
            foreach (var member in members)
            {
                json.WriteStringValue(member.ToString());
            }

            json.WriteEndArray();
            WriteText(json, "clientMessageId", e.ClientMessageId);
            WriteText(json, "text", e.Text);
            WriteNumber(json, "replyTo", e.ReplyTo);
            WriteNumber(json, "targetSeq", e.TargetSeq);
            WriteAttachments(json, e.Attachments);
        }));

    /// <summary>The message of a report.</summary>
    public static WebhookMessage OfReport(Report report, UserId reporter, DateTimeOffset at) =>
        new($"report.{report.ReportId:N}", Write(WebhookEvents.Reported, at, json =>
        {
            json.WriteString("reportId", report.ReportId.ToString("N"));
            json.WriteString("reporterId", reporter.ToString());
            json.WriteString("userId", report.UserId.ToString());
            json.WriteString("reason", JsonNamingPolicy.CamelCase.ConvertName(report.Reason.ToString()));
            WriteText(json, "text", report.Text);
            WriteText(json, "threadId", report.ThreadId?.ToString());
            WriteNumber(json, "seq", report.Seq);
        }));

    /// <summary>A message of something else.</summary>
    /// <param name="id">What it is known by.</param>
    /// <param name="eventName">Its name.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="writeData">Writes what there is to say.</param>
    public static WebhookMessage Of(string id, string eventName, DateTimeOffset at, Action<Utf8JsonWriter> writeData) =>
        new(id, Write(eventName, at, writeData));

    private static void WriteAttachments(Utf8JsonWriter json, ImmutableArray<MessageAttachment>? attachments)
    {
        if (attachments is not { } all)
        {
            return;
        }

        json.WriteStartArray("attachments");
        foreach (var one in all)
        {
            json.WriteStartObject();
            json.WriteString("attachmentId", one.AttachmentId.ToString());
            json.WriteString("name", one.Name);
            json.WriteString("type", one.Type);
            json.WriteNumber("size", one.Size);
            WriteNumber(json, "width", one.Width);
            WriteNumber(json, "height", one.Height);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static byte[] Write(string eventName, DateTimeOffset at, Action<Utf8JsonWriter> writeData)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", eventName);
            json.WriteString("timestamp", Time(at));
            json.WriteStartObject("data");
            writeData(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}

using System.Text.Json;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>The answer to a call other than a message, read at leisure.</summary>
/// <param name="Ok">Whether it is a value.</param>
/// <param name="Value">The value.</param>
/// <param name="Code">The refusal's code, <c>fault</c> for SignalR's own invocation error; empty for a value.</param>
/// <param name="RetryAfterMs">When to ask again.</param>
internal readonly record struct HubReply(bool Ok, JsonElement Value, string Code, int RetryAfterMs)
{
    private const int UsualRetryMs = 200;

    /// <summary>Reads the whole record; the value lives as long as its document.</summary>
    public static HubReply Of(JsonElement record)
    {
        if (!record.TryGetProperty("result", out var result))
        {
            return new HubReply(Ok: false, default, "fault", UsualRetryMs);
        }

        if (result.GetProperty("ok").GetBoolean())
        {
            return new HubReply(Ok: true, result.GetProperty("value"), "", 0);
        }

        var error = result.GetProperty("error");
        var retryAfterMs = error.TryGetProperty("retryAfterMs", out var after) ? after.GetInt32() : UsualRetryMs;
        return new HubReply(Ok: false, error, error.GetProperty("code").GetString() ?? "none", retryAfterMs);
    }

    /// <summary>Reads a record into a reply that stands for itself.</summary>
    public static HubReply Parse(byte[] record)
    {
        using var document = JsonDocument.Parse(record);
        return Of(document.RootElement.Clone());
    }
}

using System.Text.Json;

namespace ChatOrleans.Canary.Pairs;

/// <summary>What the canary looks at in an event.</summary>
internal readonly record struct ChatEvent(string ThreadId, long Seq, string Type, string SenderId, string? ClientMessageId)
{
    public static ChatEvent Read(JsonElement json) => new(
        json.GetProperty("threadId").GetString()!,
        json.GetProperty("seq").GetInt64(),
        json.GetProperty("type").GetString()!,
        json.GetProperty("senderId").GetString()!,
        json.TryGetProperty("clientMessageId", out var id) ? id.GetString() : null);
}

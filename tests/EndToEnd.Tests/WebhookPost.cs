using System.Text.Json;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>What an endpoint was told once.</summary>
public sealed record WebhookPost(string Id, long Timestamp, string Body, bool IsSound, bool IsTaken)
{
    /// <summary>The body's type.</summary>
    public string Type => Json.GetProperty("type").GetString()!;

    /// <summary>The body's data.</summary>
    public JsonElement Data => Json.GetProperty("data");

    /// <summary>The event's place in its thread's log.</summary>
    public long Seq => Data.GetProperty("seq").GetInt64();

    private JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

using System.Text.Json.Nodes;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>Compares and changes payloads.</summary>
internal static class Payloads
{
    /// <summary>Whether a payload has all fields of another one, with the same values.</summary>
    public static bool Hold(JsonNode? payload, JsonNode? wanted) => wanted switch
    {
        null => true,
        JsonObject fields => payload is JsonObject holder && fields.All(field => Hold(holder[field.Key], field.Value)),
        _ => JsonNode.DeepEquals(payload, wanted),
    };

    /// <summary>Sets fields, the inner ones of an object one by one.</summary>
    public static void Set(JsonObject payload, JsonObject fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value is JsonObject inner && payload[name] is JsonObject there)
            {
                Set(there, inner);
            }
            else
            {
                payload[name] = value?.DeepClone();
            }
        }
    }
}

using System.Text.Json.Nodes;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>A record of SignalR's JSON hub protocol, and what it is about.</summary>
internal sealed class HubRecord
{
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Ping = 6;
    private const int Close = 7;

    private readonly JsonObject _json;

    private HubRecord(JsonObject json, WirePoint point) => (_json, Point) = (json, point);

    public WirePoint Point { get; }

    /// <summary>Of a call that wants an answer.</summary>
    public string? InvocationId => (string?)_json["invocationId"];

    public string Text => _json.ToJsonString();

    /// <summary>Reads a record.</summary>
    /// <param name="text">The record without its separator.</param>
    /// <param name="fromClient">The direction.</param>
    /// <param name="methods">The methods that the connection has called, by invocation id.</param>
    public static HubRecord Read(string text, bool fromClient, IDictionary<string, string> methods)
    {
        var json = JsonNode.Parse(text)!.AsObject();
        return new HubRecord(json, (int?)json["type"] switch
        {
            null => new WirePoint(fromClient ? "call:handshake" : "answer:handshake", json),
            Invocation when fromClient => Called(json, methods),
            Invocation => new WirePoint($"push:{json["target"]}", json["arguments"]?[0]),
            Completion => new WirePoint(
                $"answer:{(methods.TryGetValue((string?)json["invocationId"] ?? "", out var method) ? method : "unknown")}", json["result"]),
            Ping => new WirePoint("ping"),
            Close => new WirePoint("close"),
            { } other => new WirePoint($"type:{other}"),
        });
    }

    /// <summary>A push.</summary>
    public static HubRecord Push(string target, JsonObject payload)
    {
        var argument = payload.DeepClone();
        var json = new JsonObject { ["type"] = Invocation, ["target"] = target, ["arguments"] = new JsonArray(argument) };
        return new HubRecord(json, new WirePoint($"push:{target}", argument));
    }

    /// <summary>The answer that refuses a call, or that stands for the answer given.</summary>
    public HubRecord Refusal(JsonObject error)
    {
        var refusal = error.DeepClone().AsObject();
        refusal["message"] ??= "Refused on the way.";
        var result = new JsonObject { ["ok"] = false, ["error"] = refusal };
        var json = new JsonObject { ["type"] = Completion, ["invocationId"] = InvocationId, ["result"] = result };
        return new HubRecord(json, new WirePoint(Point.Name.Replace("call:", "answer:", StringComparison.Ordinal), result));
    }

    /// <summary>Sets fields of the payload.</summary>
    public HubRecord With(JsonObject fields)
    {
        Payloads.Set(Point.Payload!.AsObject(), fields);
        return this;
    }

    private static WirePoint Called(JsonObject json, IDictionary<string, string> methods)
    {
        var target = (string)json["target"]!;
        if ((string?)json["invocationId"] is { } id)
        {
            methods[id] = target;
        }

        return new WirePoint($"call:{target}", json["arguments"] is JsonArray { Count: > 0 } arguments ? arguments[0] : null);
    }
}

using System.Text.Json;

namespace ChatOrleans.TestKit;

/// <summary>Something the server pushed: the event's name and its payload.</summary>
public sealed record Push(string Name, JsonElement Payload);

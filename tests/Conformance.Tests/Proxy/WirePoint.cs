using System.Text.Json.Nodes;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>What passes on the wire at a moment.</summary>
/// <param name="Name">
/// <c>call:Method</c>, <c>answer:Method</c> or <c>push:Event</c> of the hub, <c>call:handshake</c>, <c>answer:handshake</c>,
/// <c>upgrade</c>, <c>ping</c>, <c>close</c>, or an HTTP call such as <c>POST /auth/refresh</c>, without <c>/api/v1</c>.
/// </param>
/// <param name="Payload">The argument of a call or push, the envelope of an answer.</param>
internal readonly record struct WirePoint(string Name, JsonNode? Payload = null);

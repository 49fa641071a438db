using System.Net.WebSockets;

namespace ChatOrleans.TestKit;

/// <summary>How a connection ended.</summary>
/// <param name="Error">The reason in SignalR's close message, if one came.</param>
/// <param name="AllowReconnect">What SignalR's close message says about reconnecting.</param>
/// <param name="Status">The WebSocket's close status; null when it just broke off.</param>
public sealed record Closing(string? Error, bool AllowReconnect, WebSocketCloseStatus? Status);

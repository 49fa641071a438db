using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Outboxes;
using ChatOrleans.Client.Sessions;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client;

/// <summary>How a <see cref="ChatClient"/> is made. Only <see cref="Server"/> is required.</summary>
public sealed class ChatClientOptions
{
    /// <summary>The gateway's address, such as <c>https://chat.example.org</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>Where the session is kept. Default: in memory. It is the caller's.</summary>
    public ISessionStore? Session { get; init; }

    /// <summary>Where unsent messages are kept. Default: in memory. It is the caller's to dispose of.</summary>
    public IOutbox? Outbox { get; init; }

    /// <summary>Time, for tests. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Numbers from 0 to below 1, for jitter. Default: random ones.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>Ids of messages, 1 to 64 of <c>A–Z a–z 0–9 _ -</c>. Default: 128 random bits.</summary>
    public Func<string> NewId { get; init; } = () => Guid.NewGuid().ToString("N");

    /// <summary>The way of HTTP calls, such as one that trusts a certificate of one's own. Default: the platform's. It is the caller's to dispose of.</summary>
    public HttpMessageHandler? HttpHandler { get; init; }

    /// <summary>Where to say what happens inside; never a text or a token. Default: nowhere.</summary>
    public ILoggerFactory? Logs { get; init; }

    /// <summary>How long a call of the hub may take before the connection is given up, above zero. Default: 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may say nothing before the connection is given up; it pings every 15 s. Default: 35 s.</summary>
    public TimeSpan ServerTimeout { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>The way to the hub. Default: SignalR over WebSockets.</summary>
    internal IHubTransport? Transport { get; init; }
}

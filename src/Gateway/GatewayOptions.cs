namespace ChatOrleans.Gateway;

/// <summary>The section <c>Chat:Gateway</c>: how the gateway faces the network.</summary>
public sealed class GatewayOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Gateway";

    /// <summary>
    /// The origins (<c>https://chat.example</c>) whose pages may call, beside the gateway's own; <c>*</c> lets every
    /// origin in. Empty by default: the same origin only.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// The proxies (addresses or networks such as <c>10.0.0.0/8</c>) whose <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are believed. Empty by default. Without them a proxy's users share its address's limits.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>The largest body of an HTTP call, in bytes; 64 KiB by default, 64 KiB to 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// The silos (<c>host:port</c> of their Orleans gateways) that a gateway in a process of its own connects to. Not
    /// used where silo and gateway share a process.
    /// </summary>
    public IList<string> Silos { get; } = [];
}

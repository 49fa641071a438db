namespace ChatOrleans.Gateway.Relay;

/// <summary>The section <c>Chat:Drain</c>: what happens when the process is told to stop.</summary>
internal sealed class DrainOptions
{
    public const string Section = "Chat:Drain";

    /// <summary>
    /// How long the process goes on as before after it has become unready, in milliseconds; 0 to 60,000. Time for load
    /// balancers to see it and to send nobody new.
    /// </summary>
    public int DelayMs { get; set; }

    /// <summary>The least that <c>Draining</c> tells a client, in milliseconds; 0 to 60,000.</summary>
    public int ReconnectAfterMs { get; set; } = 1_000;

    /// <summary>
    /// By how much more it tells some of them, in milliseconds; 0 to 60,000. The connections are spread evenly over it, so
    /// that they don't come to the other gateways at one moment.
    /// </summary>
    public int ReconnectSpreadMs { get; set; } = 2_000;

    /// <summary>How long the connections live on after <c>Draining</c> was sent, in milliseconds; 100 to 30,000.</summary>
    public int GraceMs { get; set; } = 1_000;
}

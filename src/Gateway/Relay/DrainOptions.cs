namespace ChatOrleans.Gateway.Relay;

/// <summary>The section <c>Chat:Drain</c>: what happens to the connections when the process is told to stop.</summary>
internal sealed class DrainOptions
{
    public const string Section = "Chat:Drain";

    /// <summary>What <c>Draining</c> tells the clients, in milliseconds; 0 to 60,000.</summary>
    public int ReconnectAfterMs { get; set; } = 1_000;

    /// <summary>How long the connections live on after <c>Draining</c> was sent, in milliseconds; 100 to 30,000.</summary>
    public int GraceMs { get; set; } = 1_000;
}

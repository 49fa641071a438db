namespace ChatOrleans.Gateway.Hubs.Pushes;

/// <summary>The payload of <c>Draining</c>: this node is going away; nothing is lost.</summary>
public sealed record DrainingPush
{
    /// <summary>Reconnect after this long, with jitter.</summary>
    public required int ReconnectAfterMs { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>The server's node is going away.</summary>
internal sealed record DrainingPush
{
    /// <summary>About when to come again, in milliseconds.</summary>
    public required long ReconnectAfterMs { get; init; }
}

namespace ChatOrleans.Client.Contract;

/// <summary>The server's key for Web Push.</summary>
internal sealed record PushKey
{
    /// <summary>What a browser subscribes with.</summary>
    public required string PublicKey { get; init; }
}

namespace ChatOrleans.Grains.Abstractions.Push;

/// <summary>What a browser subscribes with: the server's public key (RFC 8292), the same for all devices.</summary>
[GenerateSerializer, Immutable, Alias("chat.PushKey")]
public sealed record PushKey
{
    /// <summary>The uncompressed point on P-256, 65 bytes, in base64url without padding.</summary>
    [Id(0)] public required string PublicKey { get; init; }
}

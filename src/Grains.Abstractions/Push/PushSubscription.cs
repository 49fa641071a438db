using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Push;

/// <summary>Where a device takes push messages, and what they are encrypted for (RFC 8291).</summary>
[GenerateSerializer, Immutable, Alias("chat.PushSubscription")]
public sealed record PushSubscription
{
    /// <summary>The longest <see cref="Endpoint"/>, in characters.</summary>
    public const int MaxEndpointLength = 2_000;

    /// <summary>The address of the push service for this device: absolute, ASCII, with <c>https</c> as a rule.</summary>
    [Id(0)] public required string Endpoint { get; init; }

    /// <summary>The device's public key: an uncompressed point on P-256, 65 bytes.</summary>
    [Id(1)] public required ImmutableArray<byte> P256dh { get; init; }

    /// <summary>The device's authentication secret, 16 bytes.</summary>
    [Id(2)] public required ImmutableArray<byte> Auth { get; init; }

    /// <summary>When the device says that it ends; null where it does not say.</summary>
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }
}

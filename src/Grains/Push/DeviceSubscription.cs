namespace ChatOrleans.Grains.Push;

/// <summary>A device's subscription, as it is stored.</summary>
/// <param name="Endpoint">Where its push service takes messages.</param>
/// <param name="P256dh">The device's public key.</param>
/// <param name="Auth">The device's secret.</param>
/// <param name="CreatedAt">Since when it hears of messages.</param>
internal sealed record DeviceSubscription(string Endpoint, byte[] P256dh, byte[] Auth, DateTimeOffset CreatedAt);

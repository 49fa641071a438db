namespace ChatOrleans.Gateway.Json;

/// <summary>The keys of a browser's push subscription, in base64url; null where one is absent.</summary>
/// <param name="P256dh">The public key.</param>
/// <param name="Auth">The authentication secret.</param>
internal sealed record PushKeys(string? P256dh, string? Auth);

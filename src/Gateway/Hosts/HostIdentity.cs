namespace ChatOrleans.Gateway.Hosts;

/// <summary>What a host's token says of its user, once it is believed.</summary>
/// <param name="Host">The host's name in the configuration.</param>
/// <param name="Subject">The host's own id of the user.</param>
/// <param name="Handle">The handle that the host proposes, if it is one.</param>
/// <param name="DisplayName">The name to show, if it can be shown.</param>
internal sealed record HostIdentity(string Host, string Subject, string? Handle, string? DisplayName);

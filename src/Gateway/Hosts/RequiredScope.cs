namespace ChatOrleans.Gateway.Hosts;

/// <summary>The scope that a call demands of a key.</summary>
/// <param name="Name">One of <see cref="Grains.Abstractions.Hosts.HostScope"/>.</param>
internal sealed record RequiredScope(string Name);

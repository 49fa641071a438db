using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Proxy;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>What a story needs around it.</summary>
/// <param name="Server">The server that it is told on.</param>
/// <param name="Proxy">What stands between.</param>
/// <param name="Drivers">The processes with the devices.</param>
/// <param name="Host">Who vouches for the people.</param>
internal sealed record Surroundings(StoryServer Server, FaultProxy Proxy, DriverPool Drivers, HostTokens Host);

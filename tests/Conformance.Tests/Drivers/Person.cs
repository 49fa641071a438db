using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Drivers;

/// <summary>A person, with a session of the runner's own beside those of their devices.</summary>
/// <param name="Name">What the scenario calls them.</param>
/// <param name="Account">The runner's session.</param>
/// <param name="HostToken">Makes a token that a device signs in with.</param>
internal sealed record Person(string Name, Account Account, Func<string> HostToken);

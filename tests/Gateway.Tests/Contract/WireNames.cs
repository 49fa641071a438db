namespace ChatOrleans.Gateway.Tests.Contract;

/// <summary>A text of the contract that is one of a fixed list.</summary>
/// <param name="Name">What the list is called.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Values">What it may be.</param>
internal sealed record WireNames(string Name, string Summary, IReadOnlyList<string> Values);

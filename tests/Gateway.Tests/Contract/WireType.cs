namespace ChatOrleans.Gateway.Tests.Contract;

/// <summary>An object of the contract.</summary>
/// <param name="Name">What it is called, here and in clients.</param>
/// <param name="Summary">What it is, as its documentation says.</param>
/// <param name="Fields">Its fields, in the order of their declaration.</param>
internal sealed record WireType(string Name, string Summary, IReadOnlyList<WireField> Fields);

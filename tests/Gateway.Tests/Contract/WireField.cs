namespace ChatOrleans.Gateway.Tests.Contract;

/// <summary>A field of an object of the contract.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Form">Its type, as TypeScript writes it.</param>
/// <param name="IsOptional">Whether it may be absent.</param>
/// <param name="Summary">What it means, as its documentation says.</param>
internal sealed record WireField(string Name, string Form, bool IsOptional, string Summary);

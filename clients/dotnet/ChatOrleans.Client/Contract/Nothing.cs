namespace ChatOrleans.Client.Contract;

/// <summary>The value of a call that has none.</summary>
internal sealed record Nothing;

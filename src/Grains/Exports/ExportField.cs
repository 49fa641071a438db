namespace ChatOrleans.Grains.Exports;

/// <summary>One value of an export.</summary>
/// <param name="Name">How programs know it.</param>
/// <param name="Label">What people read.</param>
/// <param name="Value">A text, a number, a truth, a time, or texts; null leaves it out.</param>
internal sealed record ExportField(string Name, string Label, object? Value);

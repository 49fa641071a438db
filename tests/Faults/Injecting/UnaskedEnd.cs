namespace ChatOrleans.Faults.Injecting;

/// <summary>A node that ended although nobody ended it.</summary>
/// <param name="Node">Which.</param>
/// <param name="ExitCode">How.</param>
/// <param name="LastWords">The end of its output.</param>
internal sealed record UnaskedEnd(string Node, int ExitCode, string LastWords);

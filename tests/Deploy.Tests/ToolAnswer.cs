namespace ChatOrleans.Deploy.Tests;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record ToolAnswer(int ExitCode, string Output, string Error);

namespace ChatOrleans.Nodes.Tests;

/// <summary>How long something that is bound to happen may take on a machine that does much else.</summary>
internal static class Patience
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
}

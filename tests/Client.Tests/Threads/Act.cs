namespace ChatOrleans.Client.Tests.Threads;

/// <summary>One thing that a member does; <paramref name="Pick"/> chooses what it is done to.</summary>
internal sealed record Act(ActKind Kind, string Member, int Pick);

namespace ChatOrleans.Client.Tests.Threads;

/// <summary>What a member may do in a thread.</summary>
public enum ActKind
{
    Say,
    Edit,
    Delete,
    React,
    Read,
    Turn,
    System,
}

namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>A client under test.</summary>
internal enum ClientKind
{
    TypeScript,
    DotNet,
}

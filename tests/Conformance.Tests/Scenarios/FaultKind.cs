namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>What is done to a record of the hub's connection, or to an HTTP call.</summary>
internal enum FaultKind
{
    /// <summary>The connection breaks in its place: it does not arrive.</summary>
    CutBefore,

    /// <summary>The connection breaks right behind it. Of an HTTP call: the server has answered, and nobody hears it.</summary>
    CutAfter,

    /// <summary>An HTTP call breaks in the middle of its body.</summary>
    CutDuring,

    /// <summary>It is lost, and the connection lives.</summary>
    Drop,

    /// <summary>It comes twice.</summary>
    Duplicate,

    /// <summary>It waits for a <c>release</c>, while what is behind it overtakes.</summary>
    Hold,

    /// <summary>It comes behind the next one of its kind.</summary>
    Swap,

    /// <summary>From here on nothing arrives in either direction, and nobody is told: a half-open connection. An HTTP call is not answered.</summary>
    Stall,

    /// <summary>A refusal instead: a call does not reach the server; an answer has been given by the server, and is replaced.</summary>
    Refuse,

    /// <summary>Fields of its payload are set.</summary>
    Alter,
}

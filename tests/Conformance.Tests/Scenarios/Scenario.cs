namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>A story that two people's devices live through, and after which both have to agree with the server.</summary>
internal sealed record Scenario
{
    /// <summary>Its name, in words with hyphens; of a generated one with what it was generated from.</summary>
    public required string Name { get; init; }

    /// <summary>Which guarantee it is about.</summary>
    public required string About { get; init; }

    /// <summary>The clients that it is for.</summary>
    public IReadOnlyList<ClientKind> Clients { get; init; } = Enum.GetValues<ClientKind>();

    /// <summary>The devices; the person is what stands before the full stop.</summary>
    public IReadOnlyList<string> Devices { get; init; } = ["ada", "bob"];

    /// <summary>How far everybody is before the first step.</summary>
    public Beginning Begin { get; init; } = Beginning.Talking;

    /// <summary>What happens.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Texts of messages that must not be stored in the end: refused, or given up.</summary>
    public IReadOnlyList<string> Unstored { get; init; } = [];

    /// <summary>Whether devices drop what they hold and read it anew, so that what they are told of is not complete.</summary>
    public bool Reset { get; init; }

    /// <summary>What happens to the server, in order: scenarios with the same of it can share one that nobody else uses.</summary>
    public string Ordeal => string.Join('-', Steps.Where(step => step.IsOfTheServer).Select(step => step.Do));

    /// <summary>Whether a connection stands still in it.</summary>
    public bool Stalls => Steps.Any(step => step.What == FaultKind.Stall);

    public override string ToString() => Name;
}

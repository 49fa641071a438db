using System.Text.Json;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>A scenario as it travels to the process that runs it.</summary>
internal sealed record ScenarioPart
{
    /// <summary>Its <see cref="IScenario.Name"/>.</summary>
    public required string Scenario { get; init; }

    /// <summary>All that it needs, accounts included; the scenario's own form.</summary>
    public required JsonElement Settings { get; init; }
}

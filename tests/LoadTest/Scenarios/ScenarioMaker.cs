using ChatOrleans.LoadTest.Auditing;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Makes a scenario of its name and settings, here or where they have travelled to.</summary>
internal static class ScenarioMaker
{
    /// <param name="name">One of <see cref="ScenarioNames"/>.</param>
    /// <param name="settings">What it is told.</param>
    /// <param name="auditor">Holds the accounts against the server's at the end; null for none.</param>
    public static PeopleScenario Make(string name, ScenarioSettings settings, IAuditor? auditor) => name switch
    {
        ScenarioNames.Chat => new ChatScenario(settings, auditor),
        ScenarioNames.Churn => new ChurnScenario(settings, auditor),
        ScenarioNames.Connect => new ConnectScenario(settings),
        ScenarioNames.Echo => new FloodScenario(settings with { IsProduct = false }, auditor: null),
        ScenarioNames.Flood => new FloodScenario(settings, auditor),
        ScenarioNames.Rate => new RateScenario(settings, auditor),
        ScenarioNames.Soak => new SoakScenario(settings, auditor),
        ScenarioNames.Storm => new StormScenario(settings, auditor),
        _ => throw new SetUpException($"There is no scenario '{name}'."),
    };
}

using ChatOrleans.LoadTest.Auditing;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>A part of a scenario with people as it travels to the process that runs it.</summary>
internal sealed record PeoplePart
{
    public required ScenarioSettings Scenario { get; init; }

    public required AuditMode Audit { get; init; }

    /// <summary>The database as the other process reaches it; null when it is not looked at.</summary>
    public required string? Database { get; init; }

    public required int MaxActiveThreads { get; init; }

    public static PeoplePart Of(ScenarioSettings scenario, AuditSettings audit) => new()
    {
        Scenario = scenario,
        Audit = audit.Mode,
        Database = audit.ConnectionString,
        MaxActiveThreads = audit.MaxActiveThreads,
    };

    public AuditSettings ToAuditSettings() => new()
    {
        Server = Scenario.Server,
        IsItsText = Scenario.IsItsText,
        Mode = Audit,
        ConnectionString = Database,
        Seed = Scenario.Seed,
        MaxActiveThreads = MaxActiveThreads,
    };
}

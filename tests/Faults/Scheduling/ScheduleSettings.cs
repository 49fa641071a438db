namespace ChatOrleans.Faults.Scheduling;

/// <summary>What a schedule is made of. The same settings and the same seed make the same schedule.</summary>
internal sealed record ScheduleSettings
{
    public int Silos { get; init; } = 3;

    public int Gateways { get; init; } = 2;

    /// <summary>In which faults begin.</summary>
    public int Seconds { get; init; } = 8;

    /// <summary>SIGKILLs of silos and gateways.</summary>
    public int Kills { get; init; } = 3;

    /// <summary>SIGSTOPs of silos and gateways.</summary>
    public int Pauses { get; init; } = 1;

    /// <summary>SIGTERMs of silos and gateways.</summary>
    public int Rolls { get; init; } = 1;

    /// <summary>Network links that are cut.</summary>
    public int Cuts { get; init; }

    /// <summary>Kills and pauses of PostgreSQL.</summary>
    public int Postgres { get; init; }
}

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>How the end of a run is audited.</summary>
internal sealed record AuditSettings
{
    public required Uri Server { get; init; }

    /// <summary>Whether a text is the one that belongs to a clientMessageId.</summary>
    public required Func<string, string, bool> IsItsText { get; init; }

    public AuditMode Mode { get; init; } = AuditMode.Sample;

    /// <summary>The database; null when it is not looked at.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Messages that both members' <c>Sync</c> may be asked for in <see cref="AuditMode.Sample"/>.</summary>
    public long MostSynced { get; init; } = 1_000_000;

    /// <summary>Messages that both members' history may be asked for in <see cref="AuditMode.Sample"/>: its pages are small.</summary>
    public long MostOfHistory { get; init; } = 200_000;

    /// <summary>When <see cref="AuditMode.Sample"/> ends, however far it is.</summary>
    public TimeSpan LongestSample { get; init; } = TimeSpan.FromMinutes(2);

    public int Seed { get; init; } = 1;

    /// <summary>Active threads that the server allows a user; 0 means no limit.</summary>
    public int MaxActiveThreads { get; init; } = 1;
}


namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>What a run of pairs is told.</summary>
internal sealed record RunSettings
{
    public required Uri Server { get; init; }

    /// <summary>The server's process, when it runs on this machine and its processor time is wanted.</summary>
    public required int? ServerPid { get; init; }

    public required PairSettings Pairs { get; init; }

    /// <summary>Messages a second over all pairs; null for a closed loop.</summary>
    public required double? Rate { get; init; }

    public required int WarmUpSeconds { get; init; }

    public required int Seconds { get; init; }
}

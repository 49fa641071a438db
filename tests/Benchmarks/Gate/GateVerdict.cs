namespace ChatOrleans.Benchmarks.Gate;

/// <summary>What the gate found; each growth in words.</summary>
internal sealed record GateVerdict(IReadOnlyList<string> Growths)
{
    public bool Passed => Growths.Count == 0;
}

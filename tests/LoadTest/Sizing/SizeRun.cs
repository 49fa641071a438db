namespace ChatOrleans.LoadTest.Sizing;

/// <summary>A plan, and what the simulations make of it.</summary>
internal sealed record SizeRun
{
    public required int Seed { get; init; }

    public required SizeAssumptions Assumptions { get; init; }

    public required SizePlan Plan { get; init; }

    public required PeakFigures Peak { get; init; }

    public required PeakFigures PeakWithoutASilo { get; init; }

    public required StormFigures Storm { get; init; }

    public required StormFigures StormWithoutAdmission { get; init; }

    /// <param name="assumptions">What it follows from.</param>
    /// <param name="peakSeconds">How long the peak is looked at.</param>
    /// <param name="seed">Makes it repeatable.</param>
    public static SizeRun Of(SizeAssumptions assumptions, double peakSeconds, int seed)
    {
        var plan = SizePlan.Of(assumptions);
        return new SizeRun
        {
            Seed = seed,
            Assumptions = assumptions,
            Plan = plan,
            Peak = PeakSimulation.Run(assumptions, plan, lostSilos: 0, peakSeconds, seed),
            PeakWithoutASilo = PeakSimulation.Run(assumptions, plan, lostSilos: 1, peakSeconds, seed),
            Storm = StormSimulation.Run(assumptions, plan, admission: true, seed),
            StormWithoutAdmission = StormSimulation.Run(assumptions, plan, admission: false, seed),
        };
    }
}

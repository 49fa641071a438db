namespace ChatOrleans.LoadTest.Sizing;

/// <summary>
/// The busiest time on as many machines as stand in the plan's proportion to each other: messages come at random, pass a
/// gateway's processors, a silo's, a commit, and a gateway again. Ids are random, so these stand for all.
/// </summary>
internal static class PeakSimulation
{
    private const double RenewalSeconds = 10;

    /// <param name="assumptions">What the plan follows from.</param>
    /// <param name="plan">How many machines there are.</param>
    /// <param name="lostSilos">Silos that are gone; the others have their share.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="seed">Makes it repeatable.</param>
    public static PeakFigures Run(SizeAssumptions assumptions, SizePlan plan, int lostSilos, double seconds, int seed)
    {
        var clock = new EventClock();
        var random = new Random(seed);
        var silosLeft = Math.Max(1, plan.Silos - lostSilos);
        var proportion = (double)plan.Gateways / silosLeft;
        var gateways = Machines(clock, Math.Max(1, (int)Math.Round(proportion)), assumptions.Cores);
        var silos = Machines(clock, Math.Max(1, (int)Math.Round(1 / proportion)), assumptions.Cores);
        var share = (double)silos.Length / silosLeft;

        // A silo has a writer for each server of the log, which works for all silos: with what the others leave of it.
        var busy = Math.Min(0.95, plan.PeakMessages * assumptions.DatabaseMicros / 1e6 / plan.Shards / assumptions.Cores);
        var row = assumptions.DatabaseMicros / 1e6 / (1 - busy);
        var writers = Enumerable.Range(0, silos.Length * plan.Shards)
            .Select(_ => new GroupCommit(clock, assumptions.CommitMicros / 1e6, row)).ToArray();
        var (acknowledged, delivered) = (new Delays(), new Delays());
        var half = assumptions.GatewayMicros / 2e6;

        void Send()
        {
            var since = clock.Now;
            Any(gateways).Enter(half, () => Any(silos).Enter(assumptions.SiloMicros / 1e6, () => Any(writers).Enter(() =>
            {
                acknowledged.Add(clock.Now - since);
                Any(gateways).Enter(half, () => delivered.Add(clock.Now - since));
            })));
        }

        T Any<T>(T[] machines) => machines[random.Next(machines.Length)];
        bool GoesOn() => clock.Now < seconds;

        Arrivals.Begin(clock, random, plan.PeakMessages * share, GoesOn, Send);
        Arrivals.Begin(clock, random, plan.PeakConnections / RenewalSeconds * share, GoesOn, () =>
            Any(gateways).Enter(assumptions.IdleMicros * RenewalSeconds / 1e6, () =>
                Any(silos).Enter(assumptions.IdleMicros * RenewalSeconds / 1e6, Nothing)));
        Arrivals.Begin(clock, random, plan.PeakSessions * share, GoesOn, () =>
            Any(gateways).Enter(assumptions.ReconnectGatewayMicros / 1e6, () =>
                Any(silos).Enter(assumptions.ReconnectSiloMicros / 1e6, Nothing)));
        clock.Run();
        return new PeakFigures
        {
            LostSilos = lostSilos,
            Acknowledged = acknowledged.Figures(),
            Delivered = delivered.Figures(),
            GatewayUtilization = gateways.Sum(machine => machine.Worked) / clock.Now / assumptions.Cores / gateways.Length,
            SiloUtilization = silos.Sum(machine => machine.Worked) / clock.Now / assumptions.Cores / silos.Length,
            WriterUtilization = writers.Sum(writer => writer.Worked) / clock.Now / writers.Length,
            RowsACommit = writers.Sum(writer => writer.Rows) / (double)Math.Max(1, writers.Sum(writer => writer.Commits)),
        };
    }

    private static Station[] Machines(EventClock clock, int count, int cores) =>
        [.. Enumerable.Range(0, count).Select(_ => new Station(clock, cores))];

    private static void Nothing()
    {
    }
}

using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Tests.Reports;

/// <summary>A report as a run of some seconds would give it, always the same.</summary>
internal static class SampleRun
{
    private const long Start = 1_700_000_000;

    public static RunReport Report(int seconds = 90, bool withServer = true, bool sound = false, params string[] assertions)
    {
        var random = new Random(5);
        var (acknowledgement, delivery) = (new LatencyHistogram(), new LatencyHistogram());
        var points = Enumerable.Range(0, seconds).Select(second => Point(second, random, acknowledgement, delivery)).ToList();
        var outcome = new RunOutcome
        {
            Generators = 2,
            HeldFrom = Start + 10,
            HeldTo = Start + seconds - 5,
            ProcessorSeconds = 30,
            Latencies = new()
            {
                [Measure.Acknowledgement] = acknowledgement.Snapshot(),
                [Measure.Delivery] = delivery.Snapshot(),
                [Measure.Open] = acknowledgement.Snapshot(),
            },
            Counts = new() { [Counter.Sent] = 1_012_345, [Counter.Done] = 1_012_000, [Counter.Connected] = 4_000 },
            HeldCounts = new() { [Counter.Sent] = 912_345, [Counter.Done] = 912_000 },
            Errors = new() { ["overloaded"] = 345 },
            Violations = sound ? [] : new() { ["Lost"] = new Violations.Entry(2, "message <7> of thread \"a&b\" was acknowledged at 9, but the partner never gets it") },
            Timeline = new TimelineSnapshot { StepSeconds = 1, Points = points },
            Failure = null,
        };
        return RunReport.Of(
            "chat",
            new Conditions
            {
                StartedAt = DateTimeOffset.FromUnixTimeSeconds(Start),
                Cores = 2,
                Processor = "A processor <of some> make",
                System = "Linux",
                Runtime = ".NET 10",
                GarbageCollector = "server",
                LoadBefore = 0.1,
                Commit = "0123456789ab",
            },
            new() { ["pairs"] = "2000", ["hold"] = "75", ["url"] = "http://127.0.0.1:5080" },
            [.. assertions.Select(Assertion.Parse)],
            outcome,
            used: null,
            new ServerSeries { Points = withServer ? [.. Enumerable.Range(1, seconds).Select(second => Server(second, random))] : [] });
    }

    private static TimelinePoint Point(int second, Random random, LatencyHistogram acknowledgement, LatencyHistogram delivery)
    {
        var (ack, arrival) = (new LatencyHistogram(Buckets.CoarseBits), new LatencyHistogram(Buckets.CoarseBits));
        var count = Math.Min(1_000, 100 * (second + 1));
        for (var i = 0; i < count; i++)
        {
            var us = (long)(1_500 * Math.Exp(1.1 * Math.Abs(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2)) * (second == 50 ? 20 : 1);
            ack.Record(us);
            acknowledgement.Record(us);
            arrival.Record(us + 700);
            delivery.Record(us + 700);
        }

        return new TimelinePoint
        {
            At = Start + second,
            Sent = 12 * count,
            Done = (12 * count) - random.Next(200),
            Refused = second is > 60 and < 64 ? 800 : 0,
            Errors = 0,
            Acknowledgement = ack.Snapshot(),
            Delivery = arrival.Snapshot(),
            ProcessorSeconds = 0.35 + (0.05 * random.NextDouble()),
        };
    }

    private static ServerPoint Server(int second, Random random) => new()
    {
        At = Start + second,
        ServerCores = 0.9 + (0.2 * random.NextDouble()),
        PostgresCores = 0.3 + (0.05 * random.NextDouble()),
        ServerBytes = 310e6 + (second * 0.3e6),
        HeapBytes = 90e6 + (40e6 * random.NextDouble()),
        PostgresBytes = 210e6,
        Commits = 300 + random.Next(60),
        RowsPerCommit = 30 + (10 * random.NextDouble()),
        CommitMs = 3 + random.NextDouble(),
        DeliveryLagMs = 1 + random.NextDouble(),
        LogDelayMs = second == 50 ? null : 2 + random.NextDouble(),
    };
}

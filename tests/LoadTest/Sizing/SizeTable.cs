using System.Globalization;

namespace ChatOrleans.LoadTest.Sizing;

/// <summary>A size as a table of text.</summary>
internal static class SizeTable
{
    private const double Giga = 1e9;

    public static IEnumerable<string> Lines(SizeRun run)
    {
        var (plan, storm) = (run.Plan, run.Storm);
        yield return Line("daily users", $"{run.Assumptions.DailyUsers:N0}");
        yield return Line("connections at the peak", $"{plan.PeakConnections:N0}");
        yield return Line("messages/s at the peak", $"{plan.PeakMessages:N0}");
        yield return Line("connections made/s at the peak", $"{plan.PeakSessions:N0}");
        yield return Line("gateways", $"{plan.Gateways:N0} of {run.Assumptions.Cores} processors, {plan.GatewayMemoryBytes / Giga:N1} GB of connections each");
        yield return Line("silos", $"{plan.Silos:N0} of {run.Assumptions.Cores} processors, {plan.SiloMemoryBytes / Giga:N1} GB of activations each");
        yield return Line("PostgreSQL servers", $"{plan.Shards:N0} for the log ({plan.ShardsByLoad:N0} by load, {plan.ShardsByDisk:N0} by disk), {plan.HomeServers:N0} for the home database ({plan.HomeCores:N1} processors busy)");
        yield return Line("disk", $"{plan.DiskBytesADay / Giga:N0} GB a day, {plan.DiskBytesKept / 1e12:N1} TB kept");
        yield return Line("write-ahead log at the peak", $"{plan.WalBytesASecond / 1e6:N0} MB/s, and again for each standby");
        yield return Line("clients' bandwidth at the peak", $"{plan.ClientBits / Giga:N2} Gbit/s");
        foreach (var line in new[] { ("peak", run.Peak), ("peak, a silo lost", run.PeakWithoutASilo) })
        {
            yield return Peak(line.Item1, line.Item2);
        }

        yield return Line("storm", $"{storm.GatewaysLost:N0} of {plan.Gateways:N0} gateways lost: {storm.Clients:N0} clients come to each of {storm.GatewaysLeft:N0}");
        yield return Storm("… with admission", storm);
        yield return Storm("… without", run.StormWithoutAdmission);
    }

    private static string Peak(string name, PeakFigures peak) => Line(
        name,
        string.Create(
            CultureInfo.InvariantCulture,
            $"ack p50 {peak.Acknowledged.P50Ms:N1} p99 {peak.Acknowledged.P99Ms:N1} ms, delivery p99 {peak.Delivered.P99Ms:N1} ms; busy: gateways {peak.GatewayUtilization:P0}, silos {peak.SiloUtilization:P0}, writers {peak.WriterUtilization:P0}; {peak.RowsACommit:N1} rows a commit"));

    private static string Storm(string name, StormFigures storm) => Line(
        name,
        string.Create(
            CultureInfo.InvariantCulture,
            $"all back after {storm.AllBackSeconds:N1} s (p50 {storm.Back.P50Ms / 1_000:N1}, p99 {storm.Back.P99Ms / 1_000:N1} s), {storm.Refusals:N0} refusals; ack of the others p99 {storm.Acknowledged.P99Ms:N1} max {storm.Acknowledged.MaxMs:N1} ms"));

    private static string Line(string name, FormattableString value) => Line(name, FormattableString.Invariant(value));

    private static string Line(string name, string value) => $"{name,-32} {value}";
}

using System.Globalization;

namespace ChatOrleans.LoadTest.Server;

/// <summary>Averages and peaks of a stretch of time, under the points' own names.</summary>
internal sealed record ServerSummary
{
    public required ServerPoint Average { get; init; }

    public required ServerPoint Max { get; init; }

    /// <summary>The memory that the server gained from the first to the last point, in bytes.</summary>
    public required double? ServerBytesGrown { get; init; }

    /// <summary>Null when there are no points.</summary>
    public static ServerSummary? Of(IReadOnlyList<ServerPoint> points) => points.Count == 0 ? null : new ServerSummary
    {
        Average = Fold(points, static values => values.Average()),
        Max = Fold(points, static values => values.Max()),
        ServerBytesGrown = points[^1].ServerBytes - points[0].ServerBytes,
    };

    /// <summary>For a person.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Text(
            $"server {Cores(Average.ServerCores)} cores (max {Cores(Max.ServerCores)}), {Megabytes(Max.ServerBytes)} MB, {Whole(Max.Threads)} threads; PostgreSQL {Cores(Average.PostgresCores)} cores, {Megabytes(Max.PostgresBytes)} MB; generator {Cores(Average.GeneratorCores)} cores");
        yield return Text(
            $"heap {Megabytes(Average.HeapBytes)} MB (max {Megabytes(Max.HeapBytes)}), {Megabytes(Average.AllocatedBytes)} MB/s allocated, collections {Cores(Average.Collections0)}/{Cores(Average.Collections1)}/{Cores(Average.Collections2)} a second, paused {Percent(Average.PauseShare)}");
        yield return Text(
            $"log {Whole(Average.Commits)} commits/s of {Tenths(Average.RowsPerCommit)} rows (max {Tenths(Max.RowsPerCommit)}), p99 of commit {Tenths(Average.CommitMs)} ms, of queue delay {Tenths(Average.LogDelayMs)} ms, of delivery lag {Tenths(Average.DeliveryLagMs)} ms; queue up to {Whole(Max.LogQueue)}; {Whole(Max.Connections)} connections");
    }

    private static ServerPoint Fold(IReadOnlyList<ServerPoint> points, Func<IEnumerable<double>, double> fold)
    {
        return new ServerPoint
        {
            At = points[^1].At,
            ServerCores = Of(point => point.ServerCores),
            PostgresCores = Of(point => point.PostgresCores),
            GeneratorCores = Of(point => point.GeneratorCores),
            ServerBytes = Of(point => point.ServerBytes),
            PostgresBytes = Of(point => point.PostgresBytes),
            Threads = Of(point => point.Threads),
            HeapBytes = Of(point => point.HeapBytes),
            AllocatedBytes = Of(point => point.AllocatedBytes),
            Collections0 = Of(point => point.Collections0),
            Collections1 = Of(point => point.Collections1),
            Collections2 = Of(point => point.Collections2),
            PauseShare = Of(point => point.PauseShare),
            PoolQueue = Of(point => point.PoolQueue),
            Connections = Of(point => point.Connections),
            Commits = Of(point => point.Commits),
            Rows = Of(point => point.Rows),
            RowsPerCommit = Of(point => point.RowsPerCommit),
            LogQueue = Of(point => point.LogQueue),
            LogDelayMs = Of(point => point.LogDelayMs),
            CommitMs = Of(point => point.CommitMs),
            DeliveryLagMs = Of(point => point.DeliveryLagMs),
            AckMs = Of(point => point.AckMs),
            Refused = Of(point => point.Refused),
            Overflows = Of(point => point.Overflows),
        };

        double? Of(Func<ServerPoint, double?> value)
        {
            var known = points.Select(value).OfType<double>().ToList();
            return known.Count == 0 ? null : fold(known);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Cores(double? value) => Format(value, "0.00");

    private static string Tenths(double? value) => Format(value, "0.0");

    private static string Whole(double? value) => Format(value, "0");

    private static string Megabytes(double? bytes) => Format(bytes / 1e6, "0");

    private static string Percent(double? share) => Format(share, "0.0%");

    private static string Format(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "?";
}

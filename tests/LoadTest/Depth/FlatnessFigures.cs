using ChatOrleans.LoadTest.Limits;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>What the same costs in several places (depths, sizes), measured in turns, each beside the first place.</summary>
internal sealed record FlatnessFigures : IFigures
{
    public required IReadOnlyList<Row> Rows { get; init; }

    /// <summary>What was wrong in a run, in words.</summary>
    public IReadOnlyList<string> Trouble { get; init; } = [];

    public bool IsSound => Trouble.Count == 0;

    /// <summary>Compares each place with the first one, round by round.</summary>
    /// <param name="work">What was done.</param>
    /// <param name="places">Where, and what it cost there in each round.</param>
    public static IEnumerable<Row> Compare(string work, IReadOnlyList<(string Place, IReadOnlyList<CostFigures> Rounds)> places)
    {
        var first = places[0].Rounds;
        foreach (var (place, rounds) in places)
        {
            yield return new Row
            {
                Work = work,
                Place = place,
                P50Ms = Spread.Of(rounds.Select(round => round.P50Ms)),
                ServerUs = Spread.Of(rounds.Select(round => round.ServerUs)),
                PostgresUs = Spread.Of(rounds.Select(round => round.PostgresUs)),
                LatencyRatio = Spread.Of(rounds.Zip(first, (here, there) => here.P50Ms / there.P50Ms)),
                CostRatio = Spread.Of(rounds.Zip(first, (here, there) => here.TotalUs / there.TotalUs)),
            };
        }
    }

    public IEnumerable<string> Lines()
    {
        foreach (var row in Rows)
        {
            yield return Line.Of(
                row.Work,
                $"{row.Place,-12} p50 {Text(row.P50Ms, "F2")} ms, server {Text(row.ServerUs, "F0")} µs, PostgreSQL {Text(row.PostgresUs, "F0")} µs, "
                + $"ratio of latency {Text(row.LatencyRatio, "F2")}, of processor time {Text(row.CostRatio, "F2")}");
        }

        foreach (var line in Trouble)
        {
            yield return line;
        }
    }

    private static string Text(Spread? spread, string format) => spread?.ToString(format) ?? "unknown";

    /// <summary>One kind of work in one place: medians over the rounds, and medians of the rounds' ratios to the first place.</summary>
    internal sealed record Row
    {
        public required string Work { get; init; }

        public required string Place { get; init; }

        public required Spread? P50Ms { get; init; }

        public required Spread? ServerUs { get; init; }

        public required Spread? PostgresUs { get; init; }

        public required Spread? LatencyRatio { get; init; }

        public required Spread? CostRatio { get; init; }
    }
}

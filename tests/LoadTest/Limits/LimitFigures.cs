using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>The whole product beside the two bare ceilings, by medians of alternating runs.</summary>
internal sealed record LimitFigures(IReadOnlyList<RoundFigures> Rounds) : IFigures
{
    public bool IsSound => Rounds.All(round => round.IsSound);

    /// <summary>The headline: durable, delivered messages a second as a share of the echo's, within each round.</summary>
    public Spread Ratio => Spread.Of(Rounds.Select(round => round.Ratio))!;

    public Spread ProductPerSecond => Spread.Of(Rounds.Select(round => round.Product.MessagesPerSecond))!;

    public Spread EchoPerSecond => Spread.Of(Rounds.Select(round => round.Echo.MessagesPerSecond))!;

    public Spread LogRowsPerSecond => Spread.Of(Rounds.Select(round => round.Log.RowsPerSecond))!;

    /// <summary>Server processor time per message in µs, without PostgreSQL; null where it isn't known.</summary>
    public Spread? ProductServerUs => Spread.Of(Rounds.Select(round => round.Product.Cost?.ServerUs));

    public Spread? ProductPostgresUs => Spread.Of(Rounds.Select(round => round.Product.Cost?.PostgresUs));

    public Spread? EchoServerUs => Spread.Of(Rounds.Select(round => round.Echo.Cost?.ServerUs));

    public Spread? GeneratorUs => Spread.Of(Rounds.Select(round => round.Product.Cost?.GeneratorUs));

    public IEnumerable<string> Lines()
    {
        yield return Line.Of("ratio", $"{Ratio.ToString("F3")} of the bare echo");
        yield return Line.Of("product", $"{ProductPerSecond.ToString("F0")} messages a second");
        yield return Line.Of("echo", $"{EchoPerSecond.ToString("F0")} messages a second");
        yield return Line.Of("log alone", $"{LogRowsPerSecond.ToString("F0")} rows a second");
        yield return Line.Of("product's server", $"{Text(ProductServerUs)} µs a message, PostgreSQL {Text(ProductPostgresUs)} µs");
        yield return Line.Of("echo's server", $"{Text(EchoServerUs)} µs a message");
        yield return Line.Of("generator", $"{Text(GeneratorUs)} µs a message");
        for (var i = 0; i < Rounds.Count; i++)
        {
            yield return Line.Of(
                $"round {i + 1}",
                FormattableString.Invariant(
                    $"product {Rounds[i].Product.MessagesPerSecond:F0}, echo {Rounds[i].Echo.MessagesPerSecond:F0}, log {Rounds[i].Log.RowsPerSecond:F0}, ratio {Rounds[i].Ratio:F3}"));
            foreach (var line in Rounds[i].Product.Trouble().Concat(Rounds[i].Echo.Trouble()))
            {
                yield return line;
            }
        }
    }

    private static string Text(Spread? spread) => spread?.ToString("F1") ?? "unknown";
}

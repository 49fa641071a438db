using System.Globalization;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>What has to be true of a figure, such as <c>delivery.p99&lt;20</c>.</summary>
internal sealed record Assertion
{
    /// <summary>The longer ones first, so that <c>&lt;=</c> is not read as <c>&lt;</c>.</summary>
    private static readonly string[] Operators = ["<=", ">=", "==", "!=", "<", ">"];

    public required string Figure { get; init; }

    public required string Operator { get; init; }

    public required double Bound { get; init; }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static Assertion Parse(string text)
    {
        var (at, found) = FindOperator(text);
        if (found is null)
        {
            throw new FormatException($"'{text}' has none of {string.Join(' ', Operators)}; an assertion is like p99<20.");
        }

        var (name, bound) = (text[..at].Trim(), text[(at + found.Length)..].Trim());
        var figure = FigureNames.Complete(name)
            ?? throw new FormatException($"'{name}' in '{text}' is no figure. There are: {FigureNames.Known}.");
        if (!double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw new FormatException($"'{bound}' in '{text}' is no number.");
        }

        return new Assertion { Figure = figure, Operator = found, Bound = number };
    }

    /// <summary>Why it is not true of these figures; null when it is.</summary>
    public string? Fails(IReadOnlyDictionary<string, double> figures)
    {
        if (!figures.TryGetValue(Figure, out var value))
        {
            // A count that is not there is none; everything else has to have been measured.
            if (!FigureNames.IsCount(Figure))
            {
                return $"{this}: the run has no such figure";
            }

            value = 0;
        }

        var holds = Operator switch
        {
            "<" => value < Bound,
            "<=" => value <= Bound,
            ">" => value > Bound,
            ">=" => value >= Bound,
            "==" => value == Bound,
            _ => value != Bound,
        };
        return holds ? null : string.Create(CultureInfo.InvariantCulture, $"{this}: it is {value:0.###}");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Figure}{Operator}{Bound}");

    private static (int At, string? Operator) FindOperator(string text)
    {
        var at = text.IndexOfAny(['<', '>', '=', '!']);
        return (at, at < 0 ? null : Operators.FirstOrDefault(candidate => text.AsSpan(at).StartsWith(candidate)));
    }
}

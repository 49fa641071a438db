using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOrleans.Deploy.Tests.Configuration;

/// <summary>The smallest and the largest value of a key, as a document says them: <c>1 to 60 s</c>.</summary>
internal sealed partial record Bounds(decimal Smallest, decimal Largest)
{
    /// <summary>Reads them from the beginning of a text; null where it does not begin with bounds.</summary>
    public static Bounds? Parse(string text)
    {
        var match = Range.Match(text);
        if (!match.Success)
        {
            return null;
        }

        var upperUnit = match.Groups["upperUnit"].Value;
        var lowerUnit = match.Groups["lowerUnit"].Value;
        return new Bounds(
            Number(match.Groups["lower"].Value) * Factor(lowerUnit.Length > 0 ? lowerUnit : upperUnit),
            Number(match.Groups["upper"].Value) * Factor(upperUnit));
    }

    /// <summary>A value as the configuration has it.</summary>
    public static string Write(decimal value, Type type) => type == typeof(TimeSpan)
        ? TimeSpan.FromMilliseconds((double)value).ToString("c", CultureInfo.InvariantCulture)
        : value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    // Durations in milliseconds; other units are part of the sentence.
    private static decimal Factor(string unit) => unit switch
    {
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => 1,
    };

    [GeneratedRegex(@"^(?<lower>[\d,.]+)(?: (?<lowerUnit>ms|s|min|h|d))? to (?<upper>[\d,]+(?:\.\d+)?)(?: (?<upperUnit>ms|s|min|h|d)\b)?")]
    private static partial Regex Range { get; }
}

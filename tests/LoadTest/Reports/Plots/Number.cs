using System.Globalization;

namespace ChatOrleans.LoadTest.Reports.Plots;

/// <summary>Numbers as a person reads them.</summary>
internal static class Number
{
    /// <summary>For an axis: 12000 is "12k".</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e9 => Text(value / 1e9, "0.##") + "G",
        >= 1e6 => Text(value / 1e6, "0.##") + "M",
        >= 1e4 => Text(value / 1e3, "0.##") + "k",
        _ => Text(value, "0.######"),
    };

    /// <summary>For a figure: three digits that count, and thousands apart.</summary>
    public static string Figure(double value) => Math.Abs(value) switch
    {
        >= 100 => Text(value, "#,0"),
        >= 10 => Text(value, "0.0"),
        >= 1 or 0 => Text(value, "0.0#"),
        _ => Text(value, "0.0##"),
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace ChatOrleans.LoadTest.Reports.Plots;

/// <summary>One axis of a plot: what it tells, from where to where, and its marks.</summary>
internal sealed record Axis
{
    private const int MostTicks = 7;
    private static readonly int[] NiceSteps = [1, 2, 5, 10];

    private Axis()
    {
    }

    /// <summary>With its unit.</summary>
    public required string Title { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    public required IReadOnlyList<Tick> Ticks { get; init; }

    private bool IsLogarithmic { get; init; }

    /// <summary>From zero, or from the least when that is below it.</summary>
    public static Axis Linear(string title, IEnumerable<double> values)
    {
        var (least, most) = values.Aggregate((Least: 0.0, Most: 0.0), (range, value) =>
            (Math.Min(range.Least, value), Math.Max(range.Most, value)));
        var step = NiceStep((most - least) / (MostTicks - 2));
        var (min, max) = (Math.Floor(least / step) * step, Math.Max(Math.Ceiling(most / step), 1) * step);
        return new Axis { Title = title, Min = min, Max = max, Ticks = [.. Steps(min, max, step)] };
    }

    /// <summary>Exactly from the least to the most: time.</summary>
    public static Axis Between(string title, double least, double most)
    {
        var max = Math.Max(most, least + 1);
        var step = NiceStep((max - least) / (MostTicks - 1));
        return new Axis { Title = title, Min = least, Max = max, Ticks = [.. Steps(Math.Ceiling(least / step) * step, max, step)] };
    }

    /// <summary>In decades; with a mark at 2 and 5 too when there are few.</summary>
    public static Axis Logarithmic(string title, IEnumerable<double> values)
    {
        var positive = values.Where(value => value > 0).DefaultIfEmpty(1).ToList();
        var (first, last) = ((int)Math.Floor(Math.Log10(positive.Min())), (int)Math.Ceiling(Math.Log10(positive.Max())));
        last = Math.Max(last, first + 1);
        double[] marks = last - first <= 3 ? [1, 2, 5] : [1];
        var ticks = Enumerable.Range(first, last - first + 1)
            .SelectMany(decade => marks.Select(mark => mark * Math.Pow(10, decade)))
            .Where(at => at <= Math.Pow(10, last) * 1.001);
        return new Axis
        {
            Title = title,
            Min = Math.Pow(10, first),
            Max = Math.Pow(10, last),
            Ticks = [.. ticks.Select(at => new Tick(at, Number.Short(at)))],
            IsLogarithmic = true,
        };
    }

    /// <summary>Shares of a whole, each nine as wide as the one before: 90 %, 99 %, 99.9 %.</summary>
    /// <param name="title">What it tells.</param>
    /// <param name="highest">The highest share to show, below 1.</param>
    public static Axis Percentiles(string title, double highest)
    {
        var nines = Math.Clamp((int)Math.Ceiling(Distance(highest) - 1e-9), 2, 6);
        var ticks = new List<Tick> { new(0, "0"), new(Distance(0.5), "50") };
        for (var nine = 1; nine <= nines; nine++)
        {
            ticks.Add(new Tick(nine, (100 * (1 - Math.Pow(10, -nine))).ToString("0.####", CultureInfo.InvariantCulture)));
        }

        return new Axis { Title = title, Min = 0, Max = nines, Ticks = ticks };
    }

    /// <summary>Where a share is on an axis of <see cref="Percentiles"/>.</summary>
    public static double Distance(double share) => -Math.Log10(1 - share);

    /// <summary>Where a value is: 0 at the beginning of the axis, 1 at its end.</summary>
    public double Place(double value)
    {
        var place = IsLogarithmic
            ? (Math.Log10(Math.Max(value, Min)) - Math.Log10(Min)) / (Math.Log10(Max) - Math.Log10(Min))
            : (value - Min) / (Max - Min);
        return Math.Clamp(place, 0, 1);
    }

    private static IEnumerable<Tick> Steps(double from, double to, double step)
    {
        // Counted, not added up, so that 0.1 steps come to 0.3 and not to 0.30000000000000004.
        for (var i = 0; from + (i * step) <= to + (step * 1e-6); i++)
        {
            var at = Math.Round((from + (i * step)) / step) * step;
            yield return new Tick(at, Number.Short(at));
        }
    }

    /// <summary>The next of 1, 2, 5, 10 …</summary>
    private static double NiceStep(double step)
    {
        if (step <= 0)
        {
            return 0.2;
        }

        var decade = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return NiceSteps.First(nice => nice * decade >= step * 0.999999) * decade;
    }
}

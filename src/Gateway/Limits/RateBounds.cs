using ChatOrleans.Gateway.Startup;

namespace ChatOrleans.Gateway.Limits;

/// <summary>What a rate may be.</summary>
internal static class RateBounds
{
    private const int Max = 1_000_000;

    /// <summary>Adds a sentence with key, value and bounds for what is outside of them.</summary>
    public static void Check(string section, RateOptions rate, List<string> errors)
    {
        if (rate.PerSecond is not (> 0 and <= Max))
        {
            errors.Add(FormattableString.Invariant(
                $"{section}:{nameof(rate.PerSecond)} is {rate.PerSecond}; it must be above 0 and at most {Max}."));
        }

        new OptionBounds(section, errors).Check(nameof(rate.Burst), rate.Burst, 1, Max);
    }
}

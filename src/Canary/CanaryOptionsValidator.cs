using Microsoft.Extensions.Options;

namespace ChatOrleans.Canary;

internal sealed class CanaryOptionsValidator : IValidateOptions<CanaryOptions>
{
    private const int MaxPairs = 100;

    public ValidateOptionsResult Validate(string? name, CanaryOptions options)
    {
        var errors = new List<string>();
        Demand(options.Gateways.Count > 0, nameof(options.Gateways), "empty", "at least one URL");
        foreach (var gateway in options.Gateways)
        {
            Demand(
                Uri.TryCreate(gateway, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
                nameof(options.Gateways),
                $"'{gateway}'",
                "http(s)://host[:port]");
        }

        Demand(
            options.Pairs is >= 1 and <= MaxPairs && options.Pairs >= options.Gateways.Count,
            nameof(options.Pairs),
            $"{options.Pairs}",
            $"1 to {MaxPairs}, and no fewer than the gateways");
        Demand(
            options.Handle.Length is >= 3 and <= 20 && options.Handle.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.'),
            nameof(options.Handle),
            $"'{options.Handle}'",
            "3 to 20 letters, digits and points");
        // Not the password itself: this goes to the log.
        Demand(
            options.Password.Length is >= 8 and <= 128, nameof(options.Password), $"{options.Password.Length} characters long", "8 to 128");
        DemandTime(nameof(options.Period), options.Period, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        DemandTime(nameof(options.Round), options.Round, TimeSpan.FromSeconds(5), TimeSpan.FromDays(1));
        DemandTime(nameof(options.Patience), options.Patience, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void DemandTime(string key, TimeSpan value, TimeSpan least, TimeSpan most) =>
            Demand(value >= least && value <= most, key, $"{value}", $"{least} to {most}");

        void Demand(bool isMet, string key, string value, string rule)
        {
            if (!isMet)
            {
                errors.Add($"{CanaryOptions.Section}:{key} is {value}; it must be {rule}.");
            }
        }
    }
}

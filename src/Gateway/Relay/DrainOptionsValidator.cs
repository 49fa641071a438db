using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

internal sealed class DrainOptionsValidator : IValidateOptions<DrainOptions>
{
    private const int Minute = 60_000;

    public ValidateOptionsResult Validate(string? name, DrainOptions options)
    {
        string?[] errors =
        [
            Bounds(nameof(options.DelayMs), options.DelayMs, 0, Minute),
            Bounds(nameof(options.ReconnectAfterMs), options.ReconnectAfterMs, 0, Minute),
            Bounds(nameof(options.ReconnectSpreadMs), options.ReconnectSpreadMs, 0, Minute),
            Bounds(nameof(options.GraceMs), options.GraceMs, 100, Minute / 2),
        ];
        var found = errors.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Bounds(string key, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{DrainOptions.Section}:{key} is {least} to {most}, not {value}.";
}

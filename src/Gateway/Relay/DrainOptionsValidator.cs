using ChatOrleans.Gateway.Startup;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

internal sealed class DrainOptionsValidator : IValidateOptions<DrainOptions>
{
    private const int Minute = 60_000;

    public ValidateOptionsResult Validate(string? name, DrainOptions options)
    {
        var errors = new List<string>();
        var bounds = new OptionBounds(DrainOptions.Section, errors);
        bounds.Check(nameof(options.DelayMs), options.DelayMs, 0, Minute);
        bounds.Check(nameof(options.ReconnectAfterMs), options.ReconnectAfterMs, 0, Minute);
        bounds.Check(nameof(options.ReconnectSpreadMs), options.ReconnectSpreadMs, 0, Minute);
        bounds.Check(nameof(options.GraceMs), options.GraceMs, 100, Minute / 2);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

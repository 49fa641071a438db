using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

internal sealed class DrainOptionsValidator : IValidateOptions<DrainOptions>
{
    public ValidateOptionsResult Validate(string? name, DrainOptions options) =>
        options.ReconnectAfterMs is < 0 or > 60_000
            ? ValidateOptionsResult.Fail(
                $"{DrainOptions.Section}:{nameof(options.ReconnectAfterMs)} is 0 to 60000, not {options.ReconnectAfterMs}.")
        : options.GraceMs is < 100 or > 30_000
            ? ValidateOptionsResult.Fail(
                $"{DrainOptions.Section}:{nameof(options.GraceMs)} is 100 to 30000, not {options.GraceMs}.")
        : ValidateOptionsResult.Success;
}

using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

internal sealed class PushOptionsValidator : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options) =>
        options.QueueLimit is >= 16 and <= 65_536
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{PushOptions.Section}:{nameof(options.QueueLimit)} is 16 to 65536, not {options.QueueLimit}.");
}

using ChatOrleans.Gateway.Startup;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

internal sealed class PushOptionsValidator : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options)
    {
        var errors = new List<string>();
        new OptionBounds(PushOptions.Section, errors).Check(nameof(options.QueueLimit), options.QueueLimit, 16, 65_536);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

using ChatOrleans.Grains.Settings;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Erasure;

internal sealed class ErasureOptionsValidator : IValidateOptions<ErasureOptions>
{
    public ValidateOptionsResult Validate(string? name, ErasureOptions options)
    {
        List<string> errors = [];
        new OptionBounds(ErasureOptions.Section, errors)
            .Check(nameof(options.SecondPass), options.SecondPass, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

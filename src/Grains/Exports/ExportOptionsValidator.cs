using ChatOrleans.Grains.Settings;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Exports;

internal sealed class ExportOptionsValidator : IValidateOptions<ExportOptions>
{
    private const int MaxDays = 30;

    public ValidateOptionsResult Validate(string? name, ExportOptions options)
    {
        List<string> errors = [];
        new OptionBounds(ExportOptions.Section, errors).Check(nameof(options.KeptDays), options.KeptDays, 1, MaxDays);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

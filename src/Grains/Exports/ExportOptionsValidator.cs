using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Exports;

internal sealed class ExportOptionsValidator : IValidateOptions<ExportOptions>
{
    private const int MaxDays = 30;

    public ValidateOptionsResult Validate(string? name, ExportOptions options) =>
        options.KeptDays is >= 1 and <= MaxDays
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ExportOptions.Section}:{nameof(options.KeptDays)} is {options.KeptDays}; it must be 1 to {MaxDays}.");
}

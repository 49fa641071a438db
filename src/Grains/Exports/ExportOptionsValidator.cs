using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Exports;

internal sealed class ExportOptionsValidator : IValidateOptions<ExportOptions>
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, ExportOptions options) =>
        options.KeptFor >= Least && options.KeptFor <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ExportOptions.Section}:{nameof(options.KeptFor)} is {options.KeptFor}; it must be {Least} to {Most}.");
}

using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Erasure;

internal sealed class ErasureOptionsValidator : IValidateOptions<ErasureOptions>
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, ErasureOptions options) =>
        options.SecondPass >= Least && options.SecondPass <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ErasureOptions.Section}:{nameof(options.SecondPass)} is {options.SecondPass}; it must be {Least} to {Most}.");
}

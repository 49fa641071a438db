using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Search;

internal sealed class SearchOptionsValidator : IValidateOptions<SearchOptions>
{
    // A gateway waits 2 s for an answer, and then asks again.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(1_800);

    public ValidateOptionsResult Validate(string? name, SearchOptions options)
    {
        List<string> errors = [];
        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > LongestTimeout)
        {
            errors.Add($"{SearchOptions.Section}:{nameof(options.Timeout)} must be 100 ms to 1.8 s.");
        }

        if (options.IndexingShare is not (>= 0.01 and <= 1))
        {
            errors.Add($"{SearchOptions.Section}:{nameof(options.IndexingShare)} must be 0.01 to 1.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

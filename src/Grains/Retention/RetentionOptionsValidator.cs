using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Retention;

internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    private const int MaxDays = 36_500;
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostPause = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        List<string> errors = [];
        Check(nameof(options.MessageDays), options.MessageDays, 0);
        Check(nameof(options.ReportDays), options.ReportDays, 0);
        Check(nameof(options.JobDays), options.JobDays, 1);
        if (options.Pause < LeastPause || options.Pause > MostPause)
        {
            errors.Add($"{RetentionOptions.Section}:{nameof(options.Pause)} is {options.Pause}; it must be {LeastPause} to {MostPause}.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(string key, int value, int least)
        {
            if (value < least || value > MaxDays)
            {
                errors.Add($"{RetentionOptions.Section}:{key} is {value}; it must be {least} to {MaxDays}.");
            }
        }
    }
}

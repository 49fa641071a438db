using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Jobs;

internal sealed class JobOptionsValidator : IValidateOptions<JobOptions>
{
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        List<string> errors = [];
        Check(nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(nameof(options.Poll), options.Poll, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Check(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        Check(nameof(options.LongestPause), options.LongestPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                errors.Add($"{JobOptions.Section}:{key} is {value}; it must be {least} to {most}.");
            }
        }
    }
}

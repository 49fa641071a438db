using ChatOrleans.Grains.Settings;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Jobs;

internal sealed class JobOptionsValidator : IValidateOptions<JobOptions>
{
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        List<string> errors = [];
        var bounds = new OptionBounds(JobOptions.Section, errors);
        bounds.Check(nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        bounds.Check(nameof(options.Poll), options.Poll, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        bounds.Check(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        bounds.Check(nameof(options.LongestPause), options.LongestPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

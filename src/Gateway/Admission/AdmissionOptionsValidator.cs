using ChatOrleans.Gateway.Startup;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Admission;

internal sealed class AdmissionOptionsValidator : IValidateOptions<AdmissionOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);

    public ValidateOptionsResult Validate(string? name, AdmissionOptions options)
    {
        var errors = new List<string>();
        var bounds = new OptionBounds(AdmissionOptions.Section, errors);
        bounds.Check(nameof(options.Connections), options.Connections, 1, 10_000);
        bounds.Check(nameof(options.Syncs), options.Syncs, 1, 1_000);
        bounds.Check(nameof(options.QueueLimit), options.QueueLimit, 0, 100_000);
        bounds.Check(nameof(options.MaxWait), options.MaxWait, Shortest, LongestWait);
        bounds.Check(nameof(options.RetryAfter), options.RetryAfter, Shortest, LongestRetry);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

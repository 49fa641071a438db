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
        CheckNumber(nameof(options.Connections), options.Connections, 1, 10_000);
        CheckNumber(nameof(options.Syncs), options.Syncs, 1, 1_000);
        CheckNumber(nameof(options.QueueLimit), options.QueueLimit, 0, 100_000);
        CheckTime(nameof(options.MaxWait), options.MaxWait, LongestWait);
        CheckTime(nameof(options.RetryAfter), options.RetryAfter, LongestRetry);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void CheckNumber(string key, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                errors.Add($"{AdmissionOptions.Section}:{key} is {min} to {max}, not {value}.");
            }
        }

        void CheckTime(string key, TimeSpan value, TimeSpan longest)
        {
            if (value < Shortest || value > longest)
            {
                errors.Add($"{AdmissionOptions.Section}:{key} is {Shortest:c} to {longest:c}, not {value:c}.");
            }
        }
    }
}

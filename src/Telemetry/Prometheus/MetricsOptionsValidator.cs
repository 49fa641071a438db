using ChatOrleans.Telemetry.Networks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Telemetry.Prometheus;

internal sealed class MetricsOptionsValidator : IValidateOptions<MetricsOptions>
{
    public ValidateOptionsResult Validate(string? name, MetricsOptions options)
    {
        var errors = NetworkSet.ErrorsOf($"{MetricsOptions.Section}:{nameof(options.Networks)}", options.Networks).ToList();
        if (options.Meters.Any(string.IsNullOrWhiteSpace))
        {
            errors.Add($"{MetricsOptions.Section}:{nameof(options.Meters)} holds an empty name; a meter's name is one such as Microsoft.Orleans.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

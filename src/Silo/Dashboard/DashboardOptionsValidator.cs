using System.Net;
using ChatOrleans.Telemetry.Networks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Silo.Dashboard;

internal sealed class DashboardOptionsValidator : IValidateOptions<DashboardOptions>
{
    private const int ShortestKey = 32;
    private const int LongestKey = 200;

    public ValidateOptionsResult Validate(string? name, DashboardOptions options)
    {
        var errors = NetworkSet.ErrorsOf($"{DashboardOptions.Section}:{nameof(options.Networks)}", options.Networks).ToList();
        if (options.Enabled && options.Key.Length is < ShortestKey or > LongestKey)
        {
            // Not the key itself: this goes to the log.
            errors.Add(
                $"{DashboardOptions.Section}:{nameof(options.Key)} has {options.Key.Length} characters; it must have {ShortestKey} to {LongestKey}.");
        }

        if (options.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            errors.Add(
                $"{DashboardOptions.Section}:{nameof(options.Port)} is {options.Port}; it must be {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

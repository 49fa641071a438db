using System.Buffers;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Webhooks;

internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private const int MaxEndpoints = 16;
    private const int MaxNameLength = 32;
    private const int MaxSecrets = 3;
    private const int MaxAttempts = 100;
    private const int MaxConcurrency = 64;
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = new List<string>();
        if (options.Endpoints.Count > MaxEndpoints)
        {
            errors.Add($"{WebhookOptions.Section}:Endpoints has {options.Endpoints.Count}; it may have {MaxEndpoints}.");
        }

        foreach (var (key, endpoint) in options.Endpoints)
        {
            Check(key, endpoint, options, errors);
        }

        CheckTime(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        CheckTime(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        CheckTime(nameof(options.LongestPause), options.LongestPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        CheckTime(nameof(options.SweepPeriod), options.SweepPeriod, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        CheckNumber(nameof(options.Attempts), options.Attempts, MaxAttempts);
        CheckNumber(nameof(options.Concurrency), options.Concurrency, MaxConcurrency);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void CheckTime(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                errors.Add($"{WebhookOptions.Section}:{key} is {value}; it must be {least} to {most}.");
            }
        }

        void CheckNumber(string key, int value, int most)
        {
            if (value < 1 || value > most)
            {
                errors.Add($"{WebhookOptions.Section}:{key} is {value}; it must be 1 to {most}.");
            }
        }
    }

    private static void Check(string name, WebhookEndpointOptions endpoint, WebhookOptions options, List<string> errors)
    {
        var section = $"{WebhookOptions.Section}:Endpoints:{name}";
        if (name.Length is < 1 or > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameLetters))
        {
            errors.Add($"{section} has a name that is not 1 to {MaxNameLength} of a-z, 0-9 and '-'.");
        }

        if (!Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 ||
            !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && options.AllowHttp)))
        {
            errors.Add($"{section}:Url must be https://… without a user (http:// where {WebhookOptions.Section}:AllowHttp is true).");
        }

        if (endpoint.Secrets.Count is < 1 or > MaxSecrets || endpoint.Secrets.Any(secret => WebhookSecret.Read(secret) is null))
        {
            // The values are secrets: the message does not show them.
            errors.Add($"{section}:Secrets must be 1 to {MaxSecrets}, each whsec_ and 24 to 64 bytes in base64.");
        }

        foreach (var unknown in endpoint.Events.Except([.. WebhookEvents.All, .. WebhookEvents.OnRequest]))
        {
            errors.Add($"{section}:Events holds '{unknown}'; there are {string.Join(", ", [.. WebhookEvents.All, .. WebhookEvents.OnRequest])}.");
        }

        if (endpoint.Events.Contains(WebhookEvents.PushWithdrawn) && !endpoint.Events.Contains(WebhookEvents.Push))
        {
            errors.Add($"{section}:Events holds {WebhookEvents.PushWithdrawn} without {WebhookEvents.Push}.");
        }
    }
}

using System.Buffers;
using ChatOrleans.Grains.Settings;
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

        var bounds = new OptionBounds(WebhookOptions.Section, errors);
        bounds.Check(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        bounds.Check(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        bounds.Check(nameof(options.LongestPause), options.LongestPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        bounds.Check(nameof(options.SweepPeriod), options.SweepPeriod, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        bounds.Check(nameof(options.Attempts), options.Attempts, 1, MaxAttempts);
        bounds.Check(nameof(options.Concurrency), options.Concurrency, 1, MaxConcurrency);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
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

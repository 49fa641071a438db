using ChatOrleans.Grains.Settings;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

internal sealed class NotificationOptionsValidator : IValidateOptions<NotificationOptions>
{
    private const int MaxAttempts = 100;
    private const int MaxConcurrency = 1_000;
    private const int MaxHosts = 100;
    private const int MaxSubjectLength = 255;

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        List<string> errors = [];
        CheckKey(options, errors);
        CheckHosts(options, errors);
        if (!Enum.IsDefined(options.Content))
        {
            errors.Add($"{NotificationOptions.Section}:{nameof(options.Content)} is '{options.Content}'; it must be none, sender or text.");
        }

        var bounds = new OptionBounds(NotificationOptions.Section, errors);
        bounds.Check(nameof(options.Delay), options.Delay, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        bounds.Check(nameof(options.TimeToLive), options.TimeToLive, TimeSpan.FromMinutes(1), TimeSpan.FromDays(28));
        bounds.Check(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        bounds.Check(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        bounds.Check(nameof(options.LongestPause), options.LongestPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        bounds.Check(nameof(options.SweepPeriod), options.SweepPeriod, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        bounds.Check(nameof(options.Attempts), options.Attempts, 1, MaxAttempts);
        bounds.Check(nameof(options.Concurrency), options.Concurrency, 1, MaxConcurrency);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckKey(NotificationOptions options, List<string> errors)
    {
        if (options.PrivateKey is null)
        {
            return;
        }

        if (VapidKey.Read(options.PrivateKey) is { } key)
        {
            key.Dispose();
        }
        else
        {
            // The value is a secret: the message does not show it.
            errors.Add($"{NotificationOptions.Section}:{nameof(options.PrivateKey)} must be 32 bytes in base64url, a key on P-256, as the verb vapid makes it.");
        }

        if (options.Subject is not { Length: <= MaxSubjectLength } subject || !Uri.TryCreate(subject, UriKind.Absolute, out var uri) ||
            !(uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto))
        {
            errors.Add($"{NotificationOptions.Section}:{nameof(options.Subject)} must be mailto:… or https://… of at most {MaxSubjectLength} characters, since there is a {nameof(options.PrivateKey)}.");
        }
    }

    private static void CheckHosts(NotificationOptions options, List<string> errors)
    {
        if (options.Hosts.Count > MaxHosts)
        {
            errors.Add($"{NotificationOptions.Section}:{nameof(options.Hosts)} has {options.Hosts.Count}; it may have {MaxHosts}.");
        }

        foreach (var host in options.Hosts.Where(host => Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4)))
        {
            errors.Add($"{NotificationOptions.Section}:{nameof(options.Hosts)} holds '{host}'; it must be a host's name, such as push.apple.com.");
        }
    }
}

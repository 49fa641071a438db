using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Mail;

internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    private const int MaxPort = 65_535;
    private const int MaxNameLength = 64;
    private const int MinSecretLength = 32;
    private const int MaxSecretLength = 200;

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> errors = [];
        Require(
            options.ResetLifetime >= TimeSpan.FromMinutes(5) && options.ResetLifetime <= TimeSpan.FromDays(1),
            "ResetLifetime must be 5 min to 1 d");
        Require(
            options.GiveUpAfter >= TimeSpan.FromMinutes(1) && options.GiveUpAfter <= TimeSpan.FromDays(1),
            "GiveUpAfter must be 1 min to 1 d");
        Require(options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromSeconds(60), "Timeout must be 1 to 60 s");
        Require(options.Smtp.Port is >= 1 and <= MaxPort, $"Smtp:Port must be 1 to {MaxPort}");
        Require(
            options.ProductName.Length is >= 1 and <= MaxNameLength && !options.ProductName.Any(char.IsControl),
            $"ProductName must be 1 to {MaxNameLength} characters, without control characters");
        Require(
            options.ResetUrl.Length == 0 || (options.ResetUrl.Contains(MailText.TokenPlace, StringComparison.Ordinal) && IsWeb(options.ResetUrl)),
            $"ResetUrl must be an http(s) address with {MailText.TokenPlace} in it");
        switch (options.Carrier)
        {
            case MailCarrierKind.Smtp:
                Require(MailAddress.TryCreate(options.From, out _), "From must be a mail address");
                Require(options.Smtp.Host.Length > 0 && !options.Smtp.Host.Any(char.IsWhiteSpace), "Smtp:Host must be a relay's name");
                Require(options.Smtp.Password.Length == 0 || options.Smtp.User.Length > 0, "Smtp:User must be there with Smtp:Password");
                Require(
                    options.Smtp.User.Length == 0 || options.Smtp.Security != SmtpSecurity.None,
                    "Smtp:Security must be starttls with Smtp:User, or the password would travel in the clear");
                break;
            case MailCarrierKind.Webhook:
                Require(IsWeb(options.Webhook.Url), "Webhook:Url must be an http(s) address");
                Require(
                    options.Webhook.Secret.Length is >= MinSecretLength and <= MaxSecretLength,
                    $"Webhook:Secret must be {MinSecretLength} to {MaxSecretLength} characters");
                break;
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                errors.Add($"{MailOptions.Section}:{rule}.");
            }
        }
    }

    private static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

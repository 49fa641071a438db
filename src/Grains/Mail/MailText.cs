using System.Globalization;

namespace ChatOrleans.Grains.Mail;

/// <summary>What mails say.</summary>
internal static class MailText
{
    /// <summary>Stands in the address of the page for the token.</summary>
    public const string TokenPlace = "{token}";

    public static string SubjectOf(Letter letter, MailOptions options) => letter.Kind == MailKind.Reset
        ? $"{options.ProductName}: a new password"
        : $"{options.ProductName}: your password was changed";

    public static string BodyOf(Letter letter, MailOptions options) => letter.Kind == MailKind.Reset
        ? $"""
           Hello {letter.DisplayName},

           somebody, probably you, has forgotten the password of the account {letter.Handle}.
           {Way(letter, options)}

           It works once, until {When(letter.ExpiresAt!.Value)}. If it was not you, do nothing: your password stays as it is.
           """
        : $"""
           Hello {letter.DisplayName},

           the password of the account {letter.Handle} has been changed, and its other sessions have ended.
           If it was not you, choose a new one at once by saying that you forgot it.
           """;

    /// <summary>The page with the token in it; null where no page is configured.</summary>
    public static string? LinkOf(Letter letter, MailOptions options) =>
        options.ResetUrl.Length == 0 || letter.Token is null
            ? null
            : options.ResetUrl.Replace(TokenPlace, letter.Token, StringComparison.Ordinal);

    private static string Way(Letter letter, MailOptions options) => LinkOf(letter, options) is { } link
        ? $"Choose a new one here:\n\n{link}"
        : $"Choose a new one with this code:\n\n{letter.Token}";

    private static string When(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

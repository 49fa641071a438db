using System.Globalization;
using System.Text;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a registration: every error of every field at once.</summary>
internal static class RegistrationForm
{
    public const int MinPasswordLength = 8;

    /// <summary>Enough for any passphrase; hashing costs the same whatever the length.</summary>
    public const int MaxPasswordLength = 256;

    public const int MaxDisplayNameLength = 64;

    /// <summary>The longest address that mail can carry (RFC 5321, 4.5.3.1.3, without the brackets).</summary>
    public const int MaxEmailLength = 254;

    /// <summary>Null when all fields may be stored. The last two may be absent.</summary>
    public static Refusal? Validate(
        Field<string> handle, Field<string> password, Field<string> displayName, Field<string> email)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Check("handle", HandleForm.IsWellFormed(handle.Value), $"handle is {HandleForm.MinLength} to {HandleForm.MaxLength} of A-Z a-z 0-9 and the full stop.");
        Check("password", IsPassword(password.Value), $"password is {MinPasswordLength} to {MaxPasswordLength} characters without U+0000.");
        Check("displayName", !displayName.IsPresent || IsDisplayName(displayName.Value), $"displayName is 1 to {MaxDisplayNameLength} characters, not blank and without control characters.");
        Check("email", !email.IsPresent || IsEmail(email.Value), $"email is a mail address of at most {MaxEmailLength} characters.");
        if (errors.Count == 0)
        {
            return null;
        }

        var (field, messages) = errors.First();
        return Refusal.InvalidArgument(field, messages[0]) with { Errors = errors };

        void Check(string name, bool isSound, string message)
        {
            if (!isSound)
            {
                errors[name] = [message];
            }
        }
    }

    /// <summary>Null when a new password may be stored.</summary>
    public static Refusal? ValidatePassword(string field, Field<string> password) =>
        IsPassword(password.Value)
            ? null
            : Refusal.InvalidArgument(field, $"{field} is {MinPasswordLength} to {MaxPasswordLength} characters without U+0000.");

    private static bool IsPassword(string? text) =>
        text is not null && CountCharacters(text) is >= MinPasswordLength and <= MaxPasswordLength && !text.Contains('\0', StringComparison.Ordinal);

    /// <summary>Whether it can be shown as somebody's name.</summary>
    public static bool IsDisplayName(string? text) =>
        text is not null && CountCharacters(text) is >= 1 and <= MaxDisplayNameLength &&
        !text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control) &&
        !text.EnumerateRunes().All(rune => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);

    /// <summary>Only what is surely wrong is refused: whether mail arrives is found out by sending some.</summary>
    private static bool IsEmail(string? text)
    {
        if (text is null)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= MaxEmailLength &&
               at > 0 &&
               at == text.LastIndexOf('@') &&
               at < text.Length - 1 &&
               !text.EnumerateRunes().Any(rune => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune));
    }

    /// <summary>What people count as characters, near enough: code points.</summary>
    private static int CountCharacters(string text) => text.EnumerateRunes().Count();
}

using System.Globalization;
using System.Text;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>What a client says of the device that it runs on.</summary>
internal static class DeviceForm
{
    /// <summary>What is kept of the header <c>User-Agent</c>; the rest is cut off.</summary>
    public const int MaxUserAgentLength = 200;

    /// <summary>Null when the name may be stored, or is absent. The header is nobody's choice: it is put right, not refused.</summary>
    public static Refusal? Read(Field<string> name, HttpContext context, out Device device)
    {
        device = new Device(name.Value, Clean(context.Request.Headers.UserAgent.ToString()));
        return name.IsPresent && !RegistrationForm.IsDisplayName(name.Value)
            ? Refusal.InvalidArgument(
                "deviceName",
                $"deviceName is 1 to {RegistrationForm.MaxDisplayNameLength} characters, not blank and without control characters.")
            : null;
    }

    /// <summary>Well-formed Unicode without control and format characters, at most so long; null where nothing is left.</summary>
    internal static string? Clean(string userAgent)
    {
        var text = new StringBuilder();
        foreach (var rune in userAgent.EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > MaxUserAgentLength)
            {
                break;
            }

            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                text.Append(rune.ToString());
            }
        }

        var cleaned = text.ToString().Trim();
        return cleaned.Length == 0 ? null : cleaned;
    }
}

using System.Text;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a reason, which the audit keeps.</summary>
internal static class ReasonText
{
    /// <summary>The longest, in code points.</summary>
    public const int MaxCodePoints = 500;

    /// <summary>Null when it may be stored.</summary>
    public static Refusal? Validate(Field<string> reason) =>
        reason.Value is { } text &&
        !text.Contains('\0', StringComparison.Ordinal) &&
        text.EnumerateRunes().Count() <= MaxCodePoints &&
        text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            ? null
            : Refusal.InvalidArgument("reason", $"reason is 1 to {MaxCodePoints} characters, not blank and without U+0000.");
}

using System.Globalization;
using System.Text;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Attachments;

/// <summary>What a sender calls a file: shown to people, and never a path here.</summary>
internal static class FileName
{
    /// <summary>The longest, in code points.</summary>
    public const int MaxCodePoints = 120;

    /// <summary>Null when it may be shown, or there is none.</summary>
    public static Refusal? Validate(string? name) =>
        name is null || IsName(name)
            ? null
            : Refusal.InvalidArgument("name", $"name is a file name of 1 to {MaxCodePoints} characters, without folders and control characters.");

    private static bool IsName(string name) =>
        name.EnumerateRunes().Count() is >= 1 and <= MaxCodePoints &&
        name is not ("." or "..") &&
        name.AsSpan().IndexOfAny('/', '\\') < 0 &&
        !string.IsNullOrWhiteSpace(name) &&
        // Format characters can show one ending where there is another.
        !name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar ||
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or
                UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

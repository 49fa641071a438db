using System.Buffers;
using System.Globalization;
using System.Text;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a message's text.</summary>
internal static class MessageText
{
    /// <summary>
    /// The longest text. The wire contract's other bound, 16 KiB of UTF-8, needs no check of its own: a code point
    /// takes at most 4 bytes, so a text within this limit is within 16,000.
    /// </summary>
    public const int MaxCodePoints = 4_000;

    private const string Field = "text";

    /// <summary>Null when the text may be stored, unchanged.</summary>
    public static Refusal? Validate(string? text)
    {
        if (text is null)
        {
            return Refusal.InvalidArgument(Field, "text is required.");
        }

        var codePoints = 0;
        var blank = true;
        for (var rest = text.AsSpan(); !rest.IsEmpty; codePoints++)
        {
            if (codePoints == MaxCodePoints)
            {
                return TooLong();
            }

            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return Refusal.InvalidArgument(Field, "text has a lone surrogate.");
            }

            if (rune.Value == 0)
            {
                return Refusal.InvalidArgument(Field, "text has U+0000.");
            }

            blank = blank && IsInvisible(rune);
            rest = rest[length..];
        }

        return blank ? Refusal.InvalidArgument(Field, "text is blank.") : null;
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.IsWhiteSpace(rune) ||
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;

    private static Refusal TooLong() =>
        new()
        {
            Code = RefusalCode.TooLarge,
            Message = "text has more code points than the limit.",
            Field = Field,
            Limit = MaxCodePoints,
        };
}

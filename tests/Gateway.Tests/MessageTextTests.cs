using System.Globalization;
using System.Text;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOrleans.Gateway.Tests;

public sealed class MessageTextTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What texts go wrong by: halves of surrogate pairs, U+0000, and what nobody sees.
    private static readonly string[] Pieces =
        ["a", "ß", "\u4e2d", "\U0001F600", "\ud83d", "\ude00", "\0", " ", "\t", "\u00a0", "\u3000", "\u200b", "\u202e", "\u00ad", "\U000E0001", "\u0301"];

    [Fact]
    public void Validate_AnyText_RefusesExactlyWhatTheContractDoes() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3_000),
            Prop.ForAll(Gen.Elements(Pieces).ListOf().ToArbitrary(), pieces =>
            {
                var text = string.Concat(pieces);
                var refusal = MessageText.Validate(text);
                Assert.Equal(MayBeStored(text), refusal is null);
                if (refusal is not null)
                {
                    Assert.Equal((RefusalCode.InvalidArgument, "text"), (refusal.Code, refusal.Field));
                }
            }));

    [Theory]
    [InlineData("a")]
    [InlineData("\u4e2d")]
    [InlineData("\U0001F600")]
    public void Validate_LongestText_Passes(string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, MessageText.MaxCodePoints));

        Assert.Null(MessageText.Validate(text));
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 16 * 1024);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\U0001F600")]
    public void Validate_OneCodePointMore_IsTooLarge(string character)
    {
        var refusal = MessageText.Validate(string.Concat(Enumerable.Repeat(character, MessageText.MaxCodePoints + 1)));

        Assert.Equal((RefusalCode.TooLarge, 4_000L), (refusal?.Code, refusal?.Limit));
    }

    [Fact]
    public void Validate_None_NamesTheField() => Assert.Equal("text", MessageText.Validate(null)?.Field);

    private static bool MayBeStored(string text)
    {
        try
        {
            Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return false;
        }

        return !text.Contains('\0', StringComparison.Ordinal) && Enumerable.Range(0, text.Length).Any(i => IsSeen(text, i));
    }

    private static bool IsSeen(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

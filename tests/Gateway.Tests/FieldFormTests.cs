using System.Text.RegularExpressions;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOrleans.Gateway.Tests;

public sealed partial class FieldFormTests
{
    private const string AnyThread = "9f86d081884c7d659a2feaa0c55ad015";

    [Fact]
    public void ClientMessageId_AnyText_TakesExactlyTheAlphabetAndTheLength() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3_000),
            Prop.ForAll(
                Gen.OneOf(
                    Gen.Elements("abzAZ09_-".ToCharArray()).ListOf(),
                    Gen.Elements("aZ9_- .:\n\0ä\ud800\u0661".ToCharArray()).ListOf()).Two().ToArbitrary(),
                parts =>
                {
                    var id = string.Concat(parts.Item1.Concat(parts.Item2));
                    Assert.Equal(WellFormedId.IsMatch(id), ClientMessageId.Validate(id) is null);
                }));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void ClientMessageId_Length_IsOneToSixtyFour(int length, bool sound) =>
        Assert.Equal(sound, ClientMessageId.Validate(new string('a', length)) is null);

    [Fact]
    public void ClientMessageId_None_NamesTheField() =>
        Assert.Equal("clientMessageId", ClientMessageId.Validate(null)?.Field);

    [Theory]
    [InlineData("ada.lovelace", true)]
    [InlineData("u_5d41402abc4b2a76b9719d911017c592", true)]
    [InlineData("not a handle at all", true)]
    [InlineData("", false)]
    [InlineData(" \u3000", false)]
    [InlineData("nul \0 inside", false)]
    public void Addressee_Text_MayBeLookedUpOrNot(string text, bool sound)
    {
        var refusal = Addressee.Validate("with", Field<string>.Of(text));

        Assert.Equal(sound, refusal is null);
        Assert.Equal(sound ? null : $"{RefusalCode.InvalidArgument} with", refusal is null ? null : $"{refusal.Code} {refusal.Field}");
    }

    [Fact]
    public void Addressee_LongerThanAnyName_IsRefused()
    {
        Assert.Null(Addressee.Validate("with", Field<string>.Of(new string('a', 64))));
        Assert.NotNull(Addressee.Validate("with", Field<string>.Of(new string('a', 65))));
    }

    [Fact]
    public void Addressee_NoneOrNoText_IsRefused()
    {
        Assert.NotNull(Addressee.Validate("with", default));
        Assert.NotNull(Addressee.Validate("with", Field<string>.Malformed()));
    }

    [Theory]
    [InlineData(AnyThread, true)]
    [InlineData("00000000000000000000000000000000", true)]
    [InlineData("9f86d081-884c-7d65-9a2f-eaa0c55ad015", false)]
    [InlineData("{9f86d081884c7d659a2feaa0c55ad015}", false)]
    [InlineData(" 9f86d081884c7d659a2feaa0c55ad015", false)]
    [InlineData("9f86d081884c7d659a2feaa0c55ad01", false)]
    [InlineData("9f86d081884c7d659a2feaa0c55ad01g", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void ThreadIdText_Text_IsAnIdOrIsRefusedByName(string? text, bool sound)
    {
        Assert.Equal(sound, ThreadIdText.TryRead(text, out var threadId, out var refusal));
        Assert.Equal(sound ? text : null, sound ? threadId.ToString() : null);
        Assert.Equal(sound ? null : $"{RefusalCode.InvalidArgument} threadId", refusal is null ? null : $"{refusal.Code} {refusal.Field}");
    }

    [Theory]
    [InlineData("ada.lovelace", "long enough", "Ada", "ada@example.org", "")]
    [InlineData("ada.lovelace", "long enough", null, null, "")]
    [InlineData("a_b", "long enough", null, null, "handle")]
    [InlineData("ab", "short", null, null, "handle,password")]
    [InlineData("ada", "nul \0 inside it", null, null, "password")]
    [InlineData("ada", "long enough", " \u200b", null, "displayName")]
    [InlineData("ada", "long enough", "bell \u0007", null, "displayName")]
    [InlineData("ada", "long enough", "", null, "displayName")]
    [InlineData("ada", "long enough", "Ada", "ada", "email")]
    [InlineData("ada", "long enough", "Ada", "ada@@example.org", "email")]
    [InlineData("ada", "long enough", "Ada", "ada @example.org", "email")]
    [InlineData("a", "b", "", "", "handle,password,displayName,email")]
    public void RegistrationForm_Fields_NamesAllThatAreWrong(
        string handle, string password, string? displayName, string? email, string wrong)
    {
        var refusal = RegistrationForm.Validate(Of(handle), Of(password), Of(displayName), Of(email));

        Assert.Equal(wrong, string.Join(',', refusal?.Errors?.Keys ?? []));
        Assert.Equal(wrong.Split(',')[0], refusal?.Field ?? string.Empty);
    }

    private static Field<string> Of(string? text) => text is null ? default : Field<string>.Of(text);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormedId { get; }
}

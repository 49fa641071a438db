using ChatOrleans.Gateway.Validation;

namespace ChatOrleans.Gateway.Tests;

public sealed class DeviceFormTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData(" \t", null)]
    [InlineData("Chat/1.0 (Linux)", "Chat/1.0 (Linux)")]
    [InlineData("a\u0000b\u001b[31mc\u202ed", "ab[31mcd")]
    public void Clean_Header_KeepsWhatCanBeShown(string header, string? shown) => Assert.Equal(shown, DeviceForm.Clean(header));

    [Fact]
    public void Clean_LoneSurrogate_IsReplaced() => Assert.Equal("lone \ufffd", DeviceForm.Clean("lone " + (char)0xd800));

    [Fact]
    public void Clean_Long_IsCutBetweenCharacters()
    {
        var cleaned = DeviceForm.Clean(new string('x', DeviceForm.MaxUserAgentLength - 1) + "\U0001f600");
        Assert.Equal(DeviceForm.MaxUserAgentLength - 1, cleaned!.Length);
    }
}

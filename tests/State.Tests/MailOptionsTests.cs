using ChatOrleans.Grains.Mail;

namespace ChatOrleans.State.Tests;

public sealed class MailOptionsTests
{
    [Fact]
    public void Validate_AsShipped_IsOffAndSound() => Assert.Empty(Errors(_ => { }));

    [Theory]
    [InlineData(nameof(MailCarrierKind.Smtp), "Chat:Mail:From", "Chat:Mail:Smtp:Host")]
    [InlineData(nameof(MailCarrierKind.Webhook), "Chat:Mail:Webhook:Url", "Chat:Mail:Webhook:Secret")]
    public void Validate_CarrierAlone_NamesWhatItNeeds(string carrier, params string[] keys)
    {
        var errors = Errors(options => options.Carrier = Enum.Parse<MailCarrierKind>(carrier));
        Assert.Equal(keys.Length, errors.Count);
        Assert.All(keys, key => Assert.Contains(errors, error => error.StartsWith(key, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://chat.example/reset")]
    [InlineData("javascript:{token}")]
    [InlineData("/reset#{token}")]
    public void Validate_PageThatIsNone_IsRefused(string url) =>
        Assert.StartsWith("Chat:Mail:ResetUrl", Assert.Single(Errors(options => options.ResetUrl = url)), StringComparison.Ordinal);

    [Fact]
    public void Validate_PasswordInTheClear_IsRefused() => Assert.StartsWith(
        "Chat:Mail:Smtp:Security",
        Assert.Single(Errors(options =>
        {
            options.Carrier = MailCarrierKind.Smtp;
            options.From = "chat@example.org";
            options.Smtp.Host = "relay.example";
            options.Smtp.User = "chat";
            options.Smtp.Security = SmtpSecurity.None;
        })),
        StringComparison.Ordinal);

    private static IReadOnlyList<string> Errors(Action<MailOptions> change)
    {
        var options = new MailOptions();
        change(options);
        return [.. new MailOptionsValidator().Validate(null, options).Failures ?? []];
    }
}

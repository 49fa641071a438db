using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Forgotten passwords, by mail.</summary>
public sealed class ResetTests(MailedServer mailed) : IClassFixture<MailedServer>
{
    private const string Next = "an entirely different one";
    private const string Link = "https://chat.example/reset#token=";
    private const string Notice = "has been changed";

    private ChatServer Server => mailed.Server;

    private ChatApi Api => Server.Api;

    [Fact]
    public async Task A_mail_resets_the_password_once_and_ends_all_sessions()
    {
        var (account, email) = await RegisterAsync();
        await using var client = await Server.ConnectAsync(account);
        (await Api.ForgotPasswordAsync(account.Handle.ToUpperInvariant())).MustBe(HttpStatusCode.Accepted);
        var mail = await mailed.Relay.NextAsync(email, Link);

        // What is not the token, or comes with a password that can't be, uses nothing up.
        (await Api.ResetPasswordAsync(mail.Token[..^2], Next)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.ResetPasswordAsync(mail.Token, "short")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await Api.ResetPasswordAsync(mail.Token, Next)).MustBe(HttpStatusCode.NoContent);
        await client.Hub.Closed.WaitAsync(Wire.Deadline);
        (await Api.GetAsync("/me", account.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.RefreshAsync(account.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.ResetPasswordAsync(mail.Token, Next)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.PostAsync("/auth/login", new { handle = account.Handle, password = ChatApi.Password }))
            .MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle, Next)).UserId);

        // The owner is told.
        await mailed.Relay.NextAsync(email, Notice);
    }

    [Fact]
    public async Task Whoever_is_named_the_answer_is_the_same_and_only_accounts_get_mail()
    {
        var (account, email) = await RegisterAsync();
        var withoutMail = await Server.RegisterAsync("eve");
        var answers = new List<HttpAnswer>();
        foreach (var name in new[] { "nobody.at.all", "nobody@example.org", withoutMail.Handle, "'; DROP TABLE mail; --", email.ToUpperInvariant() })
        {
            answers.Add(await Api.ForgotPasswordAsync(name));
        }

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Accepted, string.Empty), (answer.Status, answer.Text)));

        // Requests are looked at in their order: had one of the first been somebody's, its mail would have come by now.
        await mailed.Relay.NextAsync(email, Link);
        (await Api.ForgotPasswordAsync(account.Handle)).MustBe(HttpStatusCode.Accepted);
        await mailed.Relay.NextAsync(email, Link);
        Assert.DoesNotContain("nobody@example.org", mailed.Relay.Recipients);
    }

    [Fact]
    public async Task One_of_several_mails_is_enough_and_voids_the_others()
    {
        var (account, email) = await RegisterAsync();
        (await Api.ForgotPasswordAsync(account.Handle)).MustBe(HttpStatusCode.Accepted);
        var first = await mailed.Relay.NextAsync(email, Link);
        (await Api.ForgotPasswordAsync(account.Handle)).MustBe(HttpStatusCode.Accepted);
        var second = await mailed.Relay.NextAsync(email, Link);
        Assert.NotEqual(first.Token, second.Token);
        var uses = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Api.ResetPasswordAsync(first.Token, $"{Next} {number}")));
        Assert.Single(uses, use => use.Status == HttpStatusCode.NoContent);
        (await Api.ResetPasswordAsync(second.Token, Next)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_mail_outlives_a_relay_that_is_out_of_order_and_a_killed_server()
    {
        var (account, email) = await RegisterAsync();
        mailed.Relay.IsOutOfOrder = true;
        (await Api.ForgotPasswordAsync(email)).MustBe(HttpStatusCode.Accepted);
        await mailed.Relay.Refused;
        await Server.KillAsync();
        mailed.Relay.IsOutOfOrder = false;
        await Server.RestartAsync();

        var mail = await mailed.Relay.NextAsync(email, Link);
        (await Api.ResetPasswordAsync(mail.Token, Next)).MustBe(HttpStatusCode.NoContent);
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle, Next)).UserId);
        await mailed.Relay.NextAsync(email, Notice);
    }

    private async Task<(Account Account, string Email)> RegisterAsync()
    {
        var handle = $"ada.{Random.Shared.Next(1_000_000_000)}";
        var email = $"{handle}@example.org";
        var account = (await Api.PostAsync("/auth/register", new { handle, password = ChatApi.Password, email }))
            .Must<Account>(HttpStatusCode.Created);
        return (account, email);
    }
}

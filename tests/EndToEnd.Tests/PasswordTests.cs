using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class PasswordTests(SharedServer shared)
{
    private const string Next = "an entirely different one";

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task A_changed_password_ends_all_other_sessions_and_leaves_this_one()
    {
        var account = await _server.RegisterAsync("ada");
        var other = await Api.LoginAsync(account.Handle);
        await using var here = await _server.ConnectAsync(account);
        await using var there = await _server.ConnectAsync(other);
        (await Api.ChangePasswordAsync(account.AccessToken, ChatApi.Password, Next)).MustBe(HttpStatusCode.NoContent);

        await there.Hub.Closed.WaitAsync(Wire.Deadline);
        (await Api.GetAsync("/me", other.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.RefreshAsync(other.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await here.SyncAsync()).Must();
        (await Api.RefreshAsync(account.RefreshToken)).MustBe(HttpStatusCode.OK);

        (await Api.PostAsync("/auth/login", new { handle = account.Handle, password = ChatApi.Password }))
            .MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle, Next)).UserId);
    }

    [Fact]
    public async Task Without_the_current_password_nothing_changes()
    {
        var account = await _server.RegisterAsync("ada");
        var other = await Api.LoginAsync(account.Handle);
        (await Api.ChangePasswordAsync(account.AccessToken, "a guess at it", Next))
            .MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        Assert.Equal(
            "newPassword",
            (await Api.ChangePasswordAsync(account.AccessToken, ChatApi.Password, "short"))
                .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        Assert.Equal(account.UserId, (await Api.MeAsync(other.AccessToken)).UserId);
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle)).UserId);
    }

    [Fact]
    public async Task Of_several_changes_at_once_one_password_holds()
    {
        var account = await _server.RegisterAsync("ada");
        var passwords = Enumerable.Range(0, 4).Select(number => $"{Next} {number}").ToArray();
        var answers = await Task.WhenAll(
            passwords.Select(password => Api.ChangePasswordAsync(account.AccessToken, ChatApi.Password, password)));
        var winner = Assert.Single(passwords.Zip(answers), pair => pair.Second.Status == HttpStatusCode.NoContent).First;
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized));
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle, winner)).UserId);
    }

    [Fact]
    public async Task A_server_without_mail_says_that_it_resets_nothing()
    {
        var account = await _server.RegisterAsync("ada");
        foreach (var name in new[] { account.Handle, "nobody.at.all", "nobody@example.org" })
        {
            (await Api.ForgotPasswordAsync(name)).MustRefuse(HttpStatusCode.Forbidden, "reset_disabled");
        }

        (await Api.ResetPasswordAsync("made-up", Next)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
    }
}

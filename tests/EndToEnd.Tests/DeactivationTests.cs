using System.Diagnostics;
using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class DeactivationTests(SharedServer shared)
{
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task Who_leaves_is_out_everywhere_and_comes_back_by_saying_so()
    {
        await using var talk = await Conversation.StartAsync(_server, withPasswords: true);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        var other = await Api.LoginAsync(talk.Ada.Handle);
        var elsewhere = await talk.ConnectAsync(other);
        (await Api.DeactivateAsync(other.AccessToken)).MustBe(HttpStatusCode.NoContent);

        await Task.WhenAll(talk.AdaClient.Hub.Closed, elsewhere.Hub.Closed).WaitAsync(Wire.Deadline);
        await talk.BobClient.ExpectThreadChangedAsync(talk.ThreadId, active: false);
        (await talk.BobClient.OpenThreadAsync(talk.Ada.Handle)).MustRefuse("user_not_found");
        (await talk.BobClient.SendAsync(talk.ThreadId, "b", "Are you there?")).MustRefuse("thread_inactive");
        foreach (var gone in new[] { talk.Ada, other })
        {
            (await Api.GetAsync("/me", gone.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
            (await Api.RefreshAsync(gone.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        (await LoginAsync(talk.Ada, ChatApi.Password, reactivate: null)).MustRefuse(HttpStatusCode.Forbidden, "account_deactivated");
        (await LoginAsync(talk.Ada, ChatApi.Password, reactivate: false)).MustRefuse(HttpStatusCode.Forbidden, "account_deactivated");
        // Strangers are not told that there is such an account, nor that it was left.
        (await LoginAsync(talk.Ada, "a guess at it", reactivate: true)).MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");

        var back = (await LoginAsync(talk.Ada, ChatApi.Password, reactivate: true)).Must<Account>(HttpStatusCode.OK);
        Assert.Equal(talk.Ada.UserId, back.UserId);
        var client = await talk.ConnectAsync(back);
        var thread = Assert.Single((await client.SyncAsync()).Must().Threads);
        Assert.Equal(talk.ThreadId, thread.ThreadId);
        Assert.Single((await client.HistoryAsync(talk.ThreadId)).Must().Messages);
        Assert.Equal(back.UserId, (await Api.LoginAsync(talk.Ada.Handle)).UserId);

        // Where the threads could not be told at once they are told later.
        var clock = Stopwatch.StartNew();
        while (await talk.BobClient.OpenThreadAsync(talk.Ada.Handle) is { Ok: false } refused)
        {
            refused.MustRefuse("user_not_found");
            Assert.True(clock.Elapsed < ToldWithin, "Who came back still can't be talked to.");
            await Task.Delay(Pause);
        }
    }

    [Fact]
    public async Task Without_the_password_nobody_is_deactivated()
    {
        var account = await _server.RegisterAsync("ada");
        (await Api.DeactivateAsync(account.AccessToken, "a guess at it"))
            .MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        Assert.Equal(account.UserId, (await Api.MeAsync(account.AccessToken)).UserId);
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle)).UserId);
    }

    private Task<HttpAnswer> LoginAsync(Account account, string password, bool? reactivate) =>
        Api.PostAsync("/auth/login", new { handle = account.Handle, password, reactivate });
}

using System.Diagnostics;
using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(AdminServerGroup.Name)]
public sealed class SuspensionTests(AdminServer shared)
{
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task Who_is_suspended_is_out_everywhere_at_once_and_whom_they_talked_to_is_free()
    {
        await using var talk = await Conversation.StartAsync(_server, withPasswords: true);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        var other = await Api.LoginAsync(talk.Ada.Handle);
        var elsewhere = await talk.ConnectAsync(other);
        var ticket = await Api.IssueTicketAsync(other.AccessToken);
        (await shared.PostAsync($"/users/{talk.Ada.UserId}/suspend", "spam")).MustBe(HttpStatusCode.NoContent);

        await Task.WhenAll(talk.AdaClient.Hub.Closed, elsewhere.Hub.Closed).WaitAsync(Wire.Deadline);
        foreach (var gone in new[] { talk.Ada, other })
        {
            (await Api.GetAsync("/me", gone.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
            (await Api.RefreshAsync(gone.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
            var token = await Assert.ThrowsAsync<ConnectRefusedException>(() => ChatClient.ConnectAsync(_server.Url, gone.AccessToken));
            Assert.Equal(HttpStatusCode.Unauthorized, token.Status);
        }

        var spent = await Assert.ThrowsAsync<ConnectRefusedException>(() => ChatClient.ConnectAsync(_server.Url, ticket.Value, inQuery: true));
        Assert.Equal(HttpStatusCode.Unauthorized, spent.Status);

        (await LoginAsync(talk.Ada, ChatApi.Password)).MustRefuse(HttpStatusCode.Forbidden, "account_suspended");
        (await LoginAsync(talk.Ada, ChatApi.Password, reactivate: true)).MustRefuse(HttpStatusCode.Forbidden, "account_suspended");
        // Strangers are not told.
        (await LoginAsync(talk.Ada, "a guess at it")).MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");

        await talk.BobClient.ExpectThreadChangedAsync(talk.ThreadId, active: false);
        (await talk.BobClient.OpenThreadAsync(talk.Ada.Handle)).MustRefuse("user_not_found");
        (await talk.BobClient.SendAsync(talk.ThreadId, "b", "Are you there?")).MustRefuse("thread_inactive");
        var eve = await _server.RegisterAsync("eve");
        (await talk.BobClient.OpenThreadAsync(eve.Handle)).Must();

        var user = await shared.GetAsync<AdminUserShape>($"/users/{talk.Ada.UserId}");
        Assert.Equal("suspended", user.Account.State);
        Assert.NotNull(user.Account.SuspendedAt);
        Assert.Empty(user.Sessions);
        Assert.Empty(user.Claims);
        Assert.Contains(
            (await shared.GetAsync<AdminAccountPageShape>($"/users?only=suspended&query={talk.Ada.Handle}")).Users,
            account => account.UserId == talk.Ada.UserId);
        (await shared.PostAsync($"/users/{talk.Ada.UserId}/suspend", "once more")).MustBe(HttpStatusCode.NoContent);

        (await shared.PostAsync($"/users/{talk.Ada.UserId}/reinstate", "a mistake")).MustBe(HttpStatusCode.NoContent);
        (await shared.PostAsync($"/users/{talk.Ada.UserId}/reinstate", "once more")).MustBe(HttpStatusCode.NoContent);
        (await Api.GetAsync("/me", talk.Ada.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        var back = await Api.LoginAsync(talk.Ada.Handle);
        var client = await talk.ConnectAsync(back);
        var thread = Assert.Single((await client.SyncAsync()).Must().Threads);
        Assert.Equal((talk.ThreadId, false), (thread.ThreadId, thread.Active));
        Assert.Single((await client.HistoryAsync(talk.ThreadId)).Must().Messages);
        Assert.Equal(
            ["userReinstated", "userReinstated", "userSuspended", "userSuspended"],
            (await shared.GetAsync<AuditPageShape>($"/audit?userId={talk.Ada.UserId}")).Entries
                .Select(entry => entry.Action).Where(action => action.StartsWith("userRei", StringComparison.Ordinal) || action == "userSuspended"));

        // Where the threads could not be told at once they are told later.
        (await talk.BobClient.CloseThreadAsync((await talk.BobClient.SyncAsync()).Must().Me.ActiveThreadId!)).Must();
        var clock = Stopwatch.StartNew();
        while (await talk.BobClient.OpenThreadAsync(talk.Ada.Handle) is { Ok: false } refused)
        {
            refused.MustRefuse("user_not_found");
            Assert.True(clock.Elapsed < ToldWithin, "Who was let in again still can't be talked to.");
            await Task.Delay(Pause);
        }
    }

    [Fact]
    public async Task An_admin_who_is_suspended_is_none_and_nobody_suspends_themselves()
    {
        var other = await shared.PromoteAsync(await _server.RegisterAsync("second"), "admin");
        Assert.Equal(
            "userId",
            (await shared.PostAsync($"/users/{shared.Admin.UserId}/suspend", "myself")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        (await shared.PostAsync($"/users/{other.UserId}/suspend", "stolen")).MustBe(HttpStatusCode.NoContent);
        (await Api.GetAsync("/admin/users", other.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await shared.PostAsync("/users/u_00000000000000000000000000000001/suspend", "nobody")).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        (await shared.PostAsync("/users/u_00000000000000000000000000000001/reinstate", "nobody")).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
    }

    [Fact]
    public async Task A_hosts_user_has_a_role_and_is_suspended_like_anybody()
    {
        var subject = HostServer.NewSubject();
        var account = (await shared.HostLoginAsync(subject)).Must<Account>(HttpStatusCode.OK);
        Assert.Null(account.Role);
        await shared.PromoteAsync(account, "moderator");
        Assert.Equal("moderator", (await shared.HostLoginAsync(subject)).Must<Account>(HttpStatusCode.OK).Role);
        (await shared.PostAsync($"/users/{account.UserId}/suspend", "spam")).MustBe(HttpStatusCode.NoContent);
        (await shared.HostLoginAsync(subject)).MustRefuse(HttpStatusCode.Forbidden, "account_suspended");
        (await shared.PostAsync($"/users/{account.UserId}/reinstate", "over")).MustBe(HttpStatusCode.NoContent);
        (await shared.HostLoginAsync(subject)).MustBe(HttpStatusCode.OK);
    }

    private Task<HttpAnswer> LoginAsync(Account account, string password, bool? reactivate = null) =>
        Api.PostAsync("/auth/login", new { handle = account.Handle, password, reactivate });
}

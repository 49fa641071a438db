using System.Net;
using System.Text;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Who may do what, and what admins see of people.</summary>
[Collection(AdminServerGroup.Name)]
public sealed class AdminTests(AdminServer shared)
{
    private const string Nobody = "u_00000000000000000000000000000001";
    private const string Nowhere = "00000000000000000000000000000001";

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    public static TheoryData<string, string, bool> Calls { get; } = new()
    {
        { "GET", "/users", false },
        { "GET", $"/users/{Nobody}", false },
        { "GET", $"/users/{Nobody}/threads", false },
        { "POST", $"/users/{Nobody}/suspend", false },
        { "POST", $"/users/{Nobody}/reinstate", false },
        { "PUT", $"/users/{Nobody}/role", false },
        { "POST", $"/users/{Nobody}/free", false },
        { "GET", "/audit", false },
        { "GET", $"/threads/{Nowhere}/path?seq=1", false },
        { "GET", "/reports", true },
        { "POST", $"/reports/{Nowhere}/resolve", true },
        { "GET", $"/threads/{Nowhere}", true },
        { "POST", $"/threads/{Nowhere}/messages/read", true },
        { "POST", $"/threads/{Nowhere}/messages/1/versions/read", true },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Without_the_role_nothing_is_done(string method, string path, bool forModerators)
    {
        (await SendAsync(method, path, null)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await SendAsync(method, path, "nonsense")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await SendAsync(method, path, shared.Person.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "forbidden");
        var byModerator = await SendAsync(method, path, shared.Moderator.AccessToken);
        if (forModerators)
        {
            Assert.NotEqual(HttpStatusCode.Forbidden, byModerator.Status);
        }
        else
        {
            byModerator.MustRefuse(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Fact]
    public async Task The_first_admin_is_made_by_the_program_and_makes_others()
    {
        Assert.Contains($"{shared.Admin.Handle}: admin, {shared.Admin.UserId}", shared.Granted, StringComparison.Ordinal);
        Assert.Equal(("admin", "moderator"), (shared.Admin.Role, shared.Moderator.Role));
        var first = await LastAsync($"userId={shared.Admin.UserId}", "roleChanged");
        Assert.Equal((null, "admin", null), (first.ActorId, first.Role, first.Reason));

        var ada = await _server.RegisterAsync("ada");
        Assert.Null(ada.Role);
        var admin = await shared.PromoteAsync(ada, "admin");
        Assert.Equal("admin", admin.Role);
        (await Api.GetAsync("/admin/audit", ada.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "forbidden");
        (await Api.GetAsync("/admin/audit", admin.AccessToken)).MustBe(HttpStatusCode.OK);
        Assert.Contains(
            (await shared.GetAsync<AdminAccountPageShape>($"/users?only=staff&query={ada.Handle}")).Users,
            user => user.UserId == ada.UserId && user.Role == "admin");

        // What is taken is void at once, whatever the token says.
        (await RoleAsync(ada.UserId, "moderator")).MustBe(HttpStatusCode.NoContent);
        (await Api.GetAsync("/admin/audit", admin.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "forbidden");
        (await Api.GetAsync("/admin/reports", admin.AccessToken)).MustBe(HttpStatusCode.OK);
        (await RoleAsync(ada.UserId, "user")).MustBe(HttpStatusCode.NoContent);
        (await Api.GetAsync("/admin/reports", admin.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "forbidden");
        (await Api.GetAsync("/me", admin.AccessToken)).MustBe(HttpStatusCode.OK);
        Assert.Null((await Api.RefreshAsync(admin.RefreshToken)).Must<Account>(HttpStatusCode.OK).Role);
        var given = await LastAsync($"userId={ada.UserId}&actorId={shared.Admin.UserId}", "roleChanged");
        Assert.Equal(("user", "for a test"), (given.Role, given.Reason));

        Assert.Equal("userId", (await RoleAsync(shared.Admin.UserId, "user")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        (await RoleAsync(Nobody, "user")).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        Assert.Equal("role", (await RoleAsync(ada.UserId, "owner")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
    }

    [Fact]
    public async Task Accounts_are_found_by_handle_id_and_address_and_come_in_pages()
    {
        var name = $"page.{Random.Shared.Next(1_000_000_000)}";
        var email = $"{name}@example.org";
        var made = new List<Account>();
        foreach (var end in new[] { "a", "b", "c" })
        {
            made.Add((await Api.PostAsync(
                "/auth/register", new { handle = $"{name}.{end}", password = ChatApi.Password, email })).Must<Account>(HttpStatusCode.Created));
        }

        var first = await shared.GetAsync<AdminAccountPageShape>($"/users?query={name.ToUpperInvariant()}&limit=2");
        Assert.Equal(made.Take(2).Select(one => one.UserId), first.Users.Select(user => user.UserId));
        Assert.All(first.Users, user => Assert.Equal(("user", "active", null), (user.Role, user.State, user.Email)));
        var rest = await shared.GetAsync<AdminAccountPageShape>($"/users?query={name}&limit=2&cursor={first.NextCursor}");
        Assert.Equal((made[2].UserId, null), (Assert.Single(rest.Users).UserId, rest.NextCursor));
        Assert.Equal(made[1].UserId, Assert.Single((await shared.GetAsync<AdminAccountPageShape>($"/users?query={made[1].UserId}")).Users).UserId);
        Assert.Equal(3, (await shared.GetAsync<AdminAccountPageShape>($"/users?query={email.ToUpperInvariant()}")).Users.Count);
        Assert.Empty((await shared.GetAsync<AdminAccountPageShape>($"/users?query={name}&only=suspended")).Users);
        Assert.Empty((await shared.GetAsync<AdminAccountPageShape>($"/users?query={email}&only=staff")).Users);
        Assert.Empty((await shared.GetAsync<AdminAccountPageShape>("/users?query=no%20handle")).Users);

        (string Query, string Field)[] wrong =
            [("only=all", "only"), ("limit=0", "limit"), ("query=a%00b", "query"), ($"cursor={new string('a', 300)}", "cursor")];
        foreach (var (query, field) in wrong)
        {
            Assert.Equal(field, (await shared.CallAsync(HttpMethod.Get, $"/users?{query}")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        }
    }

    [Fact]
    public async Task One_user_is_shown_with_what_holds_them_and_is_freed_of_it()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.BobClient, "b", 1);
        var user = await shared.GetAsync<AdminUserShape>($"/users/{talk.Ada.UserId}");
        Assert.Equal((talk.Ada.Handle, "user", "active"), (user.Account.Handle, user.Account.Role, user.Account.State));
        Assert.Single(user.Sessions);
        Assert.Single(user.Gateways);
        Assert.Equal((talk.ThreadId, true), (Assert.Single(user.Claims).ThreadId, user.Claims[0].Confirmed));
        var thread = Assert.Single((await shared.GetAsync<ThreadPageShape>($"/users/{talk.Ada.UserId}/threads")).Threads);
        Assert.Equal((talk.ThreadId, 1L, true), (thread.ThreadId, thread.Unread, thread.Active));
        Assert.Null(thread.LastMessage);

        var freed = (await shared.PostAsync($"/users/{talk.Ada.UserId}/free", "hangs")).Must<FreedShape>(HttpStatusCode.OK);
        Assert.Equal([talk.ThreadId], freed.Freed);
        Assert.Empty(freed.Claims);
        foreach (var client in new[] { talk.AdaClient, talk.BobClient })
        {
            await client.ExpectThreadChangedAsync(talk.ThreadId, active: false);
        }

        var again = (await shared.PostAsync($"/users/{talk.Ada.UserId}/free", "once more")).Must<FreedShape>(HttpStatusCode.OK);
        Assert.Empty(again.Freed);
        Assert.Empty((await shared.GetAsync<AdminUserShape>($"/users/{talk.Bob.UserId}")).Claims);
        Assert.Equal("once more", (await LastAsync($"userId={talk.Ada.UserId}", "claimsFreed")).Reason);

        // Both are free for others.
        var others = new[] { await _server.RegisterAsync("eve"), await _server.RegisterAsync("joe") };
        (await talk.AdaClient.OpenThreadAsync(others[0].Handle)).Must();
        (await talk.BobClient.OpenThreadAsync(others[1].Handle)).Must();
        (await shared.PostAsync($"/users/{Nobody}/free", "nobody")).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        (await shared.CallAsync(HttpMethod.Get, $"/users/{Nobody}")).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
    }

    [Theory]
    [InlineData("/users/nobody/suspend", """{"reason":"x"}""", "userId")]
    [InlineData($"/users/{Nobody}/suspend", "{}", "reason")]
    [InlineData($"/users/{Nobody}/suspend", """{"reason":" \t"}""", "reason")]
    [InlineData($"/users/{Nobody}/suspend", """{"reason":7}""", "reason")]
    [InlineData($"/users/{Nobody}/reinstate", """{"reason":"a\u0000b"}""", "reason")]
    [InlineData($"/users/{Nobody}/free", """{"reason":"\ud800"}""", "reason")]
    [InlineData($"/users/{Nobody}/free", "[]", "")]
    [InlineData("/reports/none/resolve", """{"reason":"x"}""", "reportId")]
    [InlineData("/threads/none/messages/read", """{"reason":"x"}""", "threadId")]
    [InlineData($"/threads/{Nowhere}/messages/read", """{"reason":""}""", "reason")]
    [InlineData($"/threads/{Nowhere}/messages/read?limit=101", """{"reason":"x"}""", "limit")]
    [InlineData($"/threads/{Nowhere}/messages/0/versions/read", """{"reason":"x"}""", "seq")]
    public async Task A_malformed_call_is_refused_by_its_field(string path, string body, string field) =>
        Assert.Equal(
            field,
            (await Api.PostRawAsync($"/admin{path}", body, shared.Admin.AccessToken)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);

    [Fact]
    public async Task A_reason_has_an_end() =>
        (await shared.PostAsync($"/users/{Nobody}/suspend", new string('x', 501))).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");

    private Task<HttpAnswer> RoleAsync(string userId, string role) =>
        shared.CallAsync(HttpMethod.Put, $"/users/{userId}/role", new { role, reason = "for a test" });

    private async Task<AuditEntryShape> LastAsync(string query, string action) =>
        (await shared.GetAsync<AuditPageShape>($"/audit?{query}&limit=200")).Entries.First(entry => entry.Action == action);

    private Task<HttpAnswer> SendAsync(string method, string path, string? token) => Api.SendAsync(
        new HttpMethod(method),
        $"/api/v1/admin{path}",
        method == "GET" ? null : new StringContent("""{"reason":"for a test","role":"user"}""", Encoding.UTF8, "application/json"),
        token);
}

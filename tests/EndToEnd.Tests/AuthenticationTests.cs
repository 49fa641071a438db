using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class AuthenticationTests(SharedServer shared)
{
    private static readonly TimeSpan RevocationBound = TimeSpan.FromSeconds(5);

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task Registering_gives_an_account_that_can_log_in()
    {
        var handle = $"Ada.Lovelace.{Random.Shared.Next(1_000_000_000)}";
        var account = await Api.RegisterAsync(handle, "Ada Lovelace");
        Assert.StartsWith("u_", account.UserId, StringComparison.Ordinal);
        Assert.Equal(handle, account.Handle);
        Assert.InRange(account.AccessTokenExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(16));
        Assert.Equal(new MeShape(account.UserId, handle, "Ada Lovelace"), await Api.MeAsync(account.AccessToken));

        var login = await Api.LoginAsync(handle.ToUpperInvariant());
        Assert.Equal((account.UserId, handle), (login.UserId, login.Handle));
        Assert.NotEqual(account.RefreshToken, login.RefreshToken);
        Assert.Equal(account.UserId, (await Api.MeAsync(login.AccessToken)).UserId);
        (await Api.PostAsync("/auth/register", new { handle = handle.ToLowerInvariant(), password = ChatApi.Password }))
            .MustRefuse(HttpStatusCode.Conflict, "handle_taken");
    }

    [Fact]
    public async Task Registering_shows_all_errors_at_once()
    {
        var refusal = (await Api.PostAsync("/auth/register", new
        {
            handle = "a_b",
            password = "short",
            displayName = new string('x', 1_000),
            email = "no address",
        })).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal(["displayName", "email", "handle", "password"], refusal.Errors!.Keys.Order(StringComparer.Ordinal));
        Assert.All(refusal.Errors, error => Assert.All(error.Value, Assert.NotEmpty));
        var empty = (await Api.PostAsync("/auth/register", new { })).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal(["handle", "password"], empty.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("a_long_name")]
    [InlineData("with space")]
    [InlineData("ünïcode")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("nul\0byte")]
    public async Task A_handle_out_of_form_is_refused(string handle)
    {
        var refusal = (await Api.PostAsync("/auth/register", new { handle, password = ChatApi.Password }))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal(["handle"], refusal.Errors!.Keys);
    }

    [Fact]
    public async Task An_unknown_handle_and_a_wrong_password_get_the_same_answer()
    {
        var account = await _server.RegisterAsync("ada");
        var wrong = await Api.PostAsync("/auth/login", new { handle = account.Handle, password = "wrong horse battery" });
        var unknown = await Api.PostAsync("/auth/login", new { handle = "nobody.at.all", password = "wrong horse battery" });
        var first = wrong.MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        Assert.Equal(first, unknown.MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials"));
    }

    [Fact]
    public async Task Refreshing_rotates_and_a_reused_token_revokes_the_session()
    {
        var account = await _server.RegisterAsync("ada");
        var second = (await Api.RefreshAsync(account.RefreshToken)).Must<Account>(HttpStatusCode.OK);
        Assert.Equal((account.UserId, account.Handle), (second.UserId, second.Handle));
        Assert.NotEqual(account.RefreshToken, second.RefreshToken);
        var third = (await Api.RefreshAsync(second.RefreshToken)).Must<Account>(HttpStatusCode.OK);
        await using var client = await _server.ConnectAsync(third);

        (await Api.RefreshAsync(account.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.RefreshAsync(third.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        await client.Hub.Closed.WaitAsync(RevocationBound);
        (await Api.GetAsync("/me", third.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");

        // Another session of the same user goes on.
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle)).UserId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_refresh_token_is_refused(string token)
    {
        var answer = await Api.RefreshAsync(token);
        if (token.Length == 0)
        {
            answer.MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        }
        else
        {
            answer.MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_its_connections_alone()
    {
        var account = await _server.RegisterAsync("ada");
        var other = await Api.LoginAsync(account.Handle);
        await using var leaving = await _server.ConnectAsync(account);
        await using var byTicket = await ChatClient.ConnectAsync(_server.Url, (await Api.IssueTicketAsync(account.AccessToken)).Value);
        await using var staying = await _server.ConnectAsync(other);
        (await Api.LogoutAsync(account.AccessToken)).MustBe(HttpStatusCode.NoContent);
        await Task.WhenAll(leaving.Hub.Closed, byTicket.Hub.Closed).WaitAsync(RevocationBound);

        (await Api.GetAsync("/me", account.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.RefreshAsync(account.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        var refused = await Assert.ThrowsAsync<ConnectRefusedException>(() => _server.ConnectAsync(account));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        (await staying.SyncAsync()).Must();
        Assert.False(staying.Hub.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_ticket_connects_once()
    {
        var account = await _server.RegisterAsync("ada");
        var ticket = await Api.IssueTicketAsync(account.AccessToken);
        Assert.InRange(ticket.ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(61));
        await using var client = await ChatClient.ConnectAsync(_server.Url, ticket.Value, inQuery: true);
        Assert.Equal(account.UserId, (await client.SyncAsync()).Must().Me.UserId);
        foreach (var inQuery in new[] { true, false })
        {
            var refused = await Assert.ThrowsAsync<ConnectRefusedException>(
                () => ChatClient.ConnectAsync(_server.Url, ticket.Value, inQuery));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        }

        Assert.False(client.Hub.Closed.IsCompleted);
    }

    [Fact]
    public async Task Of_many_who_use_one_ticket_at_once_one_gets_in()
    {
        var account = await _server.RegisterAsync("ada");
        var ticket = await Api.IssueTicketAsync(account.AccessToken);
        var attempts = Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                await using var client = await ChatClient.ConnectAsync(_server.Url, ticket.Value, inQuery: number % 2 == 0);
                return true;
            }
            catch (ConnectRefusedException)
            {
                return false;
            }
        });
        Assert.Single(await Task.WhenAll(attempts), connected => connected);
    }

    [Fact]
    public async Task Negotiating_offers_WebSockets_alone_and_spends_no_ticket()
    {
        var account = await _server.RegisterAsync("ada");
        var ticket = await Api.IssueTicketAsync(account.AccessToken);
        for (var times = 0; times < 3; times++)
        {
            var negotiated = await Api.SendAsync(
                HttpMethod.Post, $"/hubs/chat/negotiate?negotiateVersion=1&access_token={Uri.EscapeDataString(ticket.Value)}");
            negotiated.MustBe(HttpStatusCode.OK);
            var transports = negotiated.Json.GetProperty("availableTransports").EnumerateArray().ToArray();
            Assert.Equal("WebSockets", Assert.Single(transports).GetProperty("transport").GetString());
        }

        Assert.Equal(
            HttpStatusCode.Unauthorized, (await Api.SendAsync(HttpMethod.Post, "/hubs/chat/negotiate?negotiateVersion=1")).Status);
        await using var client = await ChatClient.ConnectAsync(_server.Url, ticket.Value, inQuery: true);
        (await client.SyncAsync()).Must();
    }

    [Fact]
    public async Task A_long_lived_token_in_the_query_is_refused()
    {
        var account = await _server.RegisterAsync("ada");
        foreach (var token in new[] { account.AccessToken, account.RefreshToken })
        {
            var refused = await Assert.ThrowsAsync<ConnectRefusedException>(
                () => ChatClient.ConnectAsync(_server.Url, token, inQuery: true));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        }

        (await Api.GetAsync($"/me?access_token={Uri.EscapeDataString(account.AccessToken)}"))
            .MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Forged_and_foreign_credentials_are_refused()
    {
        var account = await _server.RegisterAsync("ada");
        var ticket = await Api.IssueTicketAsync(account.AccessToken);
        var middle = account.AccessToken.Length / 2;
        var changed = account.AccessToken[..middle] + (account.AccessToken[middle] == 'A' ? 'B' : 'A') + account.AccessToken[(middle + 1)..];
        foreach (var token in new[] { changed, account.AccessToken[..^4], "nonsense", account.RefreshToken, ticket.Value })
        {
            (await Api.GetAsync("/me", token)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        foreach (var token in new[] { changed, "nonsense", account.RefreshToken })
        {
            var refused = await Assert.ThrowsAsync<ConnectRefusedException>(() => ChatClient.ConnectAsync(_server.Url, token));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/me")]
    [InlineData("GET", "/api/v1/users?query=someone")]
    [InlineData("GET", "/api/v1/threads")]
    [InlineData("POST", "/api/v1/threads")]
    [InlineData("GET", "/api/v1/threads/00000000000000000000000000000000")]
    [InlineData("POST", "/api/v1/threads/00000000000000000000000000000000/close")]
    [InlineData("GET", "/api/v1/threads/00000000000000000000000000000000/messages")]
    [InlineData("POST", "/api/v1/threads/00000000000000000000000000000000/messages")]
    [InlineData("POST", "/api/v1/connections/tickets")]
    [InlineData("POST", "/api/v1/auth/logout")]
    [InlineData("POST", "/api/v1/me/password")]
    [InlineData("POST", "/api/v1/me/deactivate")]
    [InlineData("DELETE", "/api/v1/me")]
    [InlineData("POST", "/api/v1/me/export")]
    [InlineData("GET", "/api/v1/sessions")]
    [InlineData("DELETE", "/api/v1/sessions")]
    [InlineData("DELETE", "/api/v1/sessions/00000000000000000000000000000000")]
    public async Task Without_a_credential_nothing_is_shown(string method, string path) =>
        (await Api.SendAsync(new HttpMethod(method), path)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");

    [Fact]
    public async Task People_are_found_by_handle_or_prefix()
    {
        var stem = $"find.{Random.Shared.Next(1_000_000_000)}";
        var accounts = new List<Account>();
        for (var number = 0; number < 3; number++)
        {
            accounts.Add(await Api.RegisterAsync($"{stem}.{number}", $"Person {number}"));
        }

        var exact = await FindAsync(accounts[0], $"{stem}.1".ToUpperInvariant());
        Assert.Equal([new PersonShape(accounts[1].UserId, $"{stem}.1", "Person 1")], exact);
        Assert.Equal(2, (await FindAsync(accounts[0], stem + "&limit=2")).Count);
        Assert.Empty(await FindAsync(accounts[0], "nobody.has.this.prefix"));
        Assert.Subset(accounts.Select(account => account.UserId).ToHashSet(), (await FindAsync(accounts[0], stem)).Select(person => person.UserId).ToHashSet());
    }

    [Fact]
    public async Task Health_and_the_description_are_open()
    {
        (await Api.SendAsync(HttpMethod.Get, "/health/live")).MustBe(HttpStatusCode.OK);
        (await Api.SendAsync(HttpMethod.Get, "/health/ready")).MustBe(HttpStatusCode.OK);
        var description = await Api.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        description.MustBe(HttpStatusCode.OK);
        Assert.StartsWith("3.", description.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<PersonShape>> FindAsync(Account account, string query) =>
        (await Api.GetAsync($"/users?query={query}", account.AccessToken)).Must<PeopleShape>(HttpStatusCode.OK).Users;
}

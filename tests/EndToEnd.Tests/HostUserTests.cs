using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A host application's users come with the host's word instead of a password.</summary>
[Collection(HostServerGroup.Name)]
public sealed class HostUserTests(HostServer shared)
{
    private static readonly TimeSpan RevocationBound = TimeSpan.FromSeconds(30);

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task A_hosts_user_is_let_in_and_talks_like_anybody()
    {
        var subject = HostServer.NewSubject();
        var ada = await ExchangeAsync(shared.Shop.Token(subject, "Ada Lovelace"));
        var me = await Api.MeAsync(ada.AccessToken);
        Assert.Equal((ada.UserId, "Ada Lovelace"), (me.UserId, me.DisplayName));
        Assert.StartsWith("adalovelace.", ada.Handle, StringComparison.Ordinal);
        Assert.DoesNotContain(subject.Split(':')[1], ada.Handle, StringComparison.Ordinal);

        var bob = await _server.RegisterAsync("bob");
        var ticket = await Api.IssueTicketAsync(ada.AccessToken);
        await using var adaClient = await ChatClient.ConnectAsync(_server.Url, ticket.Value, inQuery: true);
        await using var bobClient = await _server.ConnectAsync(bob);
        (await adaClient.SyncAsync()).Must();
        (await bobClient.SyncAsync()).Must();
        var thread = (await adaClient.OpenThreadAsync(bob.Handle)).Must();
        (await adaClient.SendAsync(thread.ThreadId, "a-1", "hello")).Must();
        var message = await bobClient.Pushes.ExpectAsync<EventShape>("Event", e => e.Type == "message");
        Assert.Equal((ada.UserId, "hello"), (message.SenderId, message.Text));
    }

    [Fact]
    public async Task The_same_user_is_the_same_person_with_every_key_and_another_hosts_is_not()
    {
        var subject = HostServer.NewSubject();
        var first = await ExchangeAsync(shared.Shop.Token(subject, "Ada"));
        var again = await ExchangeAsync(shared.ShopBefore.Token(subject, "Somebody Else"));
        var other = await ExchangeAsync(shared.Club.Token(subject, "Ada"));
        Assert.Equal((first.UserId, first.Handle), (again.UserId, again.Handle));
        Assert.NotEqual(first.RefreshToken, again.RefreshToken);
        Assert.NotEqual(first.UserId, other.UserId);
        Assert.Equal("Ada", (await Api.MeAsync(again.AccessToken)).DisplayName);
    }

    [Fact]
    public async Task Of_many_first_tokens_at_once_comes_one_person()
    {
        var token = shared.Shop.Token(HostServer.NewSubject(), handle: $"ada.{Random.Shared.Next(1_000_000_000)}");
        var accounts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ExchangeAsync(token)));
        Assert.Single(accounts.Select(account => (account.UserId, account.Handle)).Distinct());
    }

    [Fact]
    public async Task A_handle_that_somebody_has_stays_theirs()
    {
        var handle = $"ada.{Random.Shared.Next(1_000_000_000)}";
        var free = await ExchangeAsync(shared.Shop.Token(HostServer.NewSubject(), handle: handle));
        Assert.Equal(handle, free.Handle);
        var late = await ExchangeAsync(shared.Shop.Token(HostServer.NewSubject(), handle: handle.ToUpperInvariant()));
        Assert.NotEqual(free.UserId, late.UserId);
        Assert.StartsWith(handle + ".", late.Handle, StringComparison.OrdinalIgnoreCase);

        var registered = await _server.RegisterAsync("grace");
        var stranger = await ExchangeAsync(shared.Shop.Token(HostServer.NewSubject(), handle: registered.Handle));
        Assert.NotEqual(registered.UserId, stranger.UserId);
    }

    [Fact]
    public async Task Its_sessions_are_sessions_and_no_password_opens_the_account()
    {
        var account = await ExchangeAsync(shared.Shop.Token(HostServer.NewSubject()));
        var second = (await Api.RefreshAsync(account.RefreshToken)).Must<Account>(HttpStatusCode.OK);
        Assert.Equal(account.UserId, second.UserId);
        await using var client = await _server.ConnectAsync(second);
        (await Api.LogoutAsync(second.AccessToken)).MustBe(HttpStatusCode.NoContent);
        await client.Hub.Closed.WaitAsync(RevocationBound);
        (await Api.GetAsync("/me", second.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var password in new[] { " ", ChatApi.Password })
        {
            (await Api.PostAsync("/auth/login", new { handle = account.Handle, password }))
                .MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        }
    }

    [Fact]
    public async Task Tokens_that_do_not_hold_all_get_the_same_answer()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var good = shared.Shop.Token("42");
        string[] wrong =
        [
            "nonsense",
            good[..^4],
            good[..(good.LastIndexOf('.') + 1)],
            shared.Shop.Token(Claims("exp", now - 3_600)),
            shared.Shop.Token(Claims("exp", null)),
            shared.Shop.Token(Claims("nbf", now + 3_600)),
            shared.Shop.Token(Claims("iat", now + 3_600)),
            shared.Shop.Token(Claims("aud", "another")),
            shared.Shop.Token(Claims("aud", null)),
            shared.Shop.Token(Claims("iss", "https://unknown.example")),
            shared.Shop.Token(Claims("iss", HostServer.ClubIssuer)),
            shared.Shop.Token(Claims("sub", null)),
            shared.Shop.Token(Claims("sub", "42"), "none"),
            shared.Shop.Token(Claims("sub", "42"), "HS256"),
            shared.Shop.Token(Claims("sub", "42"), "ES256"),
            new HostSigner(HostServer.ShopIssuer, HostServer.Audience, "RS256", "unknown", _ => [1]).Token("42"),
        ];
        var answers = new List<RefusalShape>();
        foreach (var token in wrong)
        {
            answers.Add((await Api.PostAsync("/auth/host", new { token })).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated"));
        }

        Assert.Single(answers.Distinct());
        (await Api.PostAsync("/auth/host", new { })).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await Api.PostAsync("/auth/host", new { token = 42 })).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
    }

    [Fact]
    public async Task A_hosts_token_is_good_for_the_exchange_alone()
    {
        var token = shared.Shop.Token(HostServer.NewSubject());
        (await Api.GetAsync("/me", token)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var inQuery in new[] { true, false })
        {
            var refused = await Assert.ThrowsAsync<ConnectRefusedException>(() => ChatClient.ConnectAsync(_server.Url, token, inQuery));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        }
    }

    private static Dictionary<string, object?> Claims(string name, object? value) => new() { ["sub"] = "42", [name] = value };

    private async Task<Account> ExchangeAsync(string token) =>
        (await Api.PostAsync("/auth/host", new { token })).Must<Account>(HttpStatusCode.OK);
}

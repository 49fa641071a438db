using System.Net;
using System.Net.Http.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class SessionTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task Ones_sessions_are_listed_with_what_tells_them_apart()
    {
        var account = await _server.RegisterAsync("ada");
        var phone = await LoginAsync(account, "Ada's phone", "Chat/1.0 (phone) " + new string('x', 500));
        var sessions = await Api.SessionsAsync(phone.AccessToken);
        Assert.Equal(2, sessions.Count);
        var current = Assert.Single(sessions, session => session.Current);
        Assert.Equal("Ada's phone", current.DeviceName);
        Assert.StartsWith("Chat/1.0 (phone) x", current.UserAgent, StringComparison.Ordinal);
        Assert.Equal(200, current.UserAgent!.Length);
        Assert.True(current.CreatedAt <= current.LastUsedAt && current.LastUsedAt < current.ExpiresAt);
        Assert.Null(sessions.Single(session => !session.Current).DeviceName);

        // A refresh is a use; the session stays the same one.
        var refreshed = (await Api.RefreshAsync(phone.RefreshToken)).Must<Account>(HttpStatusCode.OK);
        var later = Assert.Single(await Api.SessionsAsync(refreshed.AccessToken), session => session.Current);
        Assert.Equal((current.SessionId, current.CreatedAt), (later.SessionId, later.CreatedAt));
        Assert.True(later.LastUsedAt > current.LastUsedAt);
    }

    [Fact]
    public async Task An_ended_session_takes_its_connections_and_tokens_with_it()
    {
        var account = await _server.RegisterAsync("ada");
        var lost = await Api.LoginAsync(account.Handle);
        await using var client = await _server.ConnectAsync(lost);
        await using var staying = await _server.ConnectAsync(account);
        var id = Assert.Single(await Api.SessionsAsync(account.AccessToken), session => !session.Current).SessionId;
        (await Api.DeleteAsync($"/sessions/{id}", account.AccessToken)).MustBe(HttpStatusCode.NoContent);
        await client.Hub.Closed.WaitAsync(Wire.Deadline);
        (await Api.GetAsync("/me", lost.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.RefreshAsync(lost.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");

        // Again it is the same; and it is in no list any more.
        (await Api.DeleteAsync($"/sessions/{id}", account.AccessToken)).MustBe(HttpStatusCode.NoContent);
        Assert.True(Assert.Single(await Api.SessionsAsync(account.AccessToken)).Current);
        (await staying.SyncAsync()).Must();
    }

    [Fact]
    public async Task All_other_sessions_end_at_once()
    {
        var account = await _server.RegisterAsync("ada");
        var others = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Api.LoginAsync(account.Handle)));
        await using var client = await _server.ConnectAsync(others[0]);
        (await Api.DeleteAsync("/sessions", account.AccessToken)).MustBe(HttpStatusCode.NoContent);
        await client.Hub.Closed.WaitAsync(Wire.Deadline);
        foreach (var other in others)
        {
            (await Api.GetAsync("/me", other.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        Assert.True(Assert.Single(await Api.SessionsAsync(account.AccessToken)).Current);
    }

    [Fact]
    public async Task Nobody_ends_the_sessions_of_others()
    {
        var (ada, eve) = (await _server.RegisterAsync("ada"), await _server.RegisterAsync("eve"));
        var id = Assert.Single(await Api.SessionsAsync(ada.AccessToken)).SessionId;
        (await Api.DeleteAsync($"/sessions/{id}", eve.AccessToken)).MustRefuse(HttpStatusCode.NotFound, "session_not_found");
        (await Api.DeleteAsync($"/sessions/{Guid.NewGuid():N}", eve.AccessToken)).MustRefuse(HttpStatusCode.NotFound, "session_not_found");
        Assert.Equal(
            "sessionId",
            (await Api.DeleteAsync("/sessions/none", eve.AccessToken)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        Assert.Equal(ada.UserId, (await Api.MeAsync(ada.AccessToken)).UserId);
    }

    private async Task<Account> LoginAsync(Account account, string deviceName, string userAgent)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Url, "/api/v1/auth/login"))
        {
            Content = JsonContent.Create(new { handle = account.Handle, password = ChatApi.Password, deviceName }),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using var answer = await http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<Account>(Wire.Json))!;
    }
}

using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class HttpBadInputTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    public static TheoryData<string, string> Malformed { get; } = new()
    {
        { "/auth/register", "" },
        { "/auth/register", "{" },
        { "/auth/register", "null" },
        { "/auth/register", "[]" },
        { "/auth/register", "\"text\"" },
        { "/auth/register", "{\"handle\":" },
        { "/auth/login", "nonsense" },
        { "/auth/refresh", "{]" },
        { "/auth/password/forgot", "[" },
        { "/auth/password/reset", "true" },
        { "/me/password", "\"\"" },
        { "/me/deactivate", "" },
        { "/threads", "{\"with\"}" },
        { "/threads", "7" },
        { "/reports", "[]" },
    };

    public static TheoryData<string, string, string> WrongFields { get; } = new()
    {
        { "/auth/register", """{"handle":5,"password":"long enough for sure"}""", "handle" },
        { "/auth/register", """{"handle":"someone.new","password":["a"]}""", "password" },
        { "/auth/login", """{"handle":{},"password":"x"}""", "handle" },
        { "/auth/login", """{"handle":"a.b","password":"x","reactivate":1}""", "reactivate" },
        { "/auth/login", """{"handle":"a.b","password":"x","deviceName":"\u0007"}""", "deviceName" },
        { "/auth/login", """{"handle":"a.b","password":"x","deviceName":" "}""", "deviceName" },
        { "/auth/password/forgot", """{}""", "name" },
        { "/auth/password/forgot", """{"name":{}}""", "name" },
        { "/auth/password/forgot", """{"name":"nul \u0000 inside"}""", "name" },
        { "/auth/password/reset", """{"newPassword":"long enough for sure"}""", "token" },
        { "/auth/password/reset", """{"token":"abc","newPassword":"short"}""", "newPassword" },
        { "/me/password", """{"newPassword":"long enough for sure"}""", "currentPassword" },
        { "/me/password", """{"currentPassword":"x","newPassword":7}""", "newPassword" },
        { "/me/deactivate", """{"password":null}""", "password" },
        { "/threads", """{"with":12}""", "with" },
        { "/threads", """{}""", "with" },
        { "/threads", """{"with":" "}""", "with" },
        { "/threads", """{"with":"nul \u0000 inside"}""", "with" },
        { "/threads", """{"with":"lone \ud800"}""", "with" },
        { "/reports", """{"reason":"spam"}""", "userId" },
        { "/reports", """{"userId":"u_00000000000000000000000000000000","reason":1}""", "reason" },
        { "/auth/login", """{"handle":"nul \u0000 inside","password":"x"}""", "handle" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_body_that_is_none_is_refused(string path, string body)
    {
        var ada = await _server.JoinAsync("ada");
        var refusal = (await _server.Api.PostRawAsync(path, body, ada.AccessToken))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal("", refusal.Field);
    }

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_field_of_the_wrong_type_is_refused_by_name(string path, string body, string field)
    {
        var ada = await _server.JoinAsync("ada");
        var refusal = (await _server.Api.PostRawAsync(path, body, ada.AccessToken))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.True(
            refusal.Field == field || refusal.Errors?.ContainsKey(field) == true, $"Expected {field} to be named: {refusal}");
    }

    [Theory]
    [InlineData("""{"clientMessageId":"a","text":"lone \ud800"}""", "text")]
    [InlineData("""{"clientMessageId":"a","text":"nul \u0000"}""", "text")]
    [InlineData("""{"clientMessageId":"a","text":" \u200b "}""", "text")]
    [InlineData("""{"clientMessageId":"a","text":null}""", "text")]
    [InlineData("""{"clientMessageId":"a","text":1}""", "text")]
    [InlineData("""{"clientMessageId":"a b","text":"x"}""", "clientMessageId")]
    [InlineData("""{"text":"x"}""", "clientMessageId")]
    public async Task A_bad_message_is_refused_and_nothing_is_stored(string body, string field)
    {
        await using var talk = await Conversation.StartAsync(_server);
        var refusal = (await _server.Api.PostRawAsync($"/threads/{talk.ThreadId}/messages", body, talk.Ada.AccessToken))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal(field, refusal.Field);
        Assert.Equal(1, Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).LastSeq);
    }

    [Fact]
    public async Task A_refresh_token_of_other_characters_is_none()
    {
        var body = $$"""{"refreshToken":"{{new string('!', 64)}}"}""";
        (await _server.Api.PostRawAsync("/auth/refresh", body)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Unknown_threads_and_people_are_not_found()
    {
        var ada = await _server.JoinAsync("ada");
        const string Unknown = "00000000000000000000000000000000";
        foreach (var answer in await CallThreadAsync(Unknown, ada))
        {
            answer.MustRefuse(HttpStatusCode.NotFound, "thread_not_found");
        }

        (await _server.Api.OpenThreadAsync(ada.AccessToken, "nobody.has.this")).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        (await _server.Api.OpenThreadAsync(ada.AccessToken, $"u_{Guid.NewGuid():N}"))
            .MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        var self = (await _server.Api.OpenThreadAsync(ada.AccessToken, ada.Handle))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal("with", self.Field);
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("%7F")]
    [InlineData("..%2f..")]
    [InlineData("0000000000000000000000000000000g")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_malformed_thread_id_is_refused_by_name(string id)
    {
        var ada = await _server.JoinAsync("ada");
        foreach (var answer in await CallThreadAsync(id, ada))
        {
            Assert.Equal("threadId", answer.MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        }
    }

    [Fact]
    public async Task A_path_with_U0000_is_refused_by_the_server_itself()
    {
        var ada = await _server.JoinAsync("ada");
        (await _server.Api.GetAsync("/threads/%00", ada.AccessToken)).MustBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/threads?limit=0", "limit")]
    [InlineData("/threads?limit=-1", "limit")]
    [InlineData("/threads?limit=ten", "limit")]
    [InlineData("/threads?limit=99999999999999999999", "limit")]
    [InlineData("/threads?cursor=nonsense", "cursor")]
    [InlineData("/users?query=someone&limit=-1", "limit")]
    [InlineData("/users?query=someone&limit=1e9", "limit")]
    [InlineData("/threads?cursor=%00", "cursor")]
    [InlineData("/threads?cursor=!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "cursor")]
    [InlineData("/users?query=ab", "query")]
    [InlineData("/users?query=nul%00inside", "query")]
    [InlineData("/users", "query")]
    [InlineData("/users?query=%20%20ab%20", "query")]
    [InlineData("/users?query=%F0%9F%98%80%F0%9F%98%80", "query")]
    [InlineData("/threads?archived=yes", "archived")]
    [InlineData("/search/messages", "query")]
    [InlineData("/search/messages?query=%20", "query")]
    [InlineData("/search/messages?query=%21%3F", "query")]
    [InlineData("/search/messages?query=-word", "query")]
    [InlineData("/search/messages?query=word&limit=51", "limit")]
    [InlineData("/search/messages?query=word&cursor=nonsense", "cursor")]
    [InlineData("/search/messages?query=word&threadId=nonsense", "threadId")]
    public async Task A_bad_query_is_refused_by_name(string path, string field)
    {
        var ada = await _server.JoinAsync("ada");
        var refusal = (await _server.Api.GetAsync(path, ada.AccessToken)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal(field, refusal.Field);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var body = $$"""{"clientMessageId":"a","text":"{{new string('x', 2_000_000)}}"}""";

        // It asks before it sends the body: the server refuses by the length and closes, which may meet a client that is
        // still sending with a broken pipe instead of the answer.
        (await _server.Api.PostRawAsync($"/threads/{talk.ThreadId}/messages", body, talk.Ada.AccessToken, asksFirst: true))
            .MustRefuse(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task Another_media_type_and_an_unknown_path_get_problem_documents()
    {
        var ada = await _server.JoinAsync("ada");
        var media = await _server.Api.PostRawAsync("/threads", "with=bob", ada.AccessToken, "application/x-www-form-urlencoded");
        Assert.InRange((int)media.Status, 400, 415);
        Assert.Equal("application/problem+json", media.ContentType);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Api.GetAsync("/no/such/path", ada.AccessToken)).Status);
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed, (await _server.Api.SendAsync(HttpMethod.Put, "/api/v1/me", null, ada.AccessToken)).Status);
    }

    /// <summary>Every call that has a thread's id in its path.</summary>
    private async Task<HttpAnswer[]> CallThreadAsync(string id, Account caller) =>
    [
        await _server.Api.GetAsync($"/threads/{id}", caller.AccessToken),
        await _server.Api.GetAsync($"/threads/{id}/messages", caller.AccessToken),
        await _server.Api.CloseThreadAsync(caller.AccessToken, id),
        await _server.Api.SendAsync(HttpMethod.Put, $"/api/v1/threads/{id}/archive", null, caller.AccessToken),
        await _server.Api.SendAsync(HttpMethod.Delete, $"/api/v1/threads/{id}/archive", null, caller.AccessToken),
        await _server.Api.SendAsync(caller.AccessToken, id, "a", "text"),
    ];
}

using System.Net;
using System.Text;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>What host applications' servers do with a key.</summary>
[Collection(HostServerGroup.Name)]
public sealed class HostApiTests(HostServer shared)
{
    private const string SystemId = "u_00000000000000000000000000000000";
    private static readonly TimeSpan RevocationBound = TimeSpan.FromSeconds(30);

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task A_user_made_by_the_server_is_the_one_that_the_token_brings()
    {
        var id = HostServer.NewSubject();
        var handle = $"made.{Random.Shared.Next(1_000_000_000)}";
        var made = await Api.PostAsync("/host/users", new { id, handle, displayName = "Made Up" }, shared.Key);
        made.MustBe(HttpStatusCode.Created);
        var again = await Api.PostAsync("/host/users", new { id, handle = "another.one", displayName = "Other" }, shared.Key);
        again.MustBe(HttpStatusCode.OK);
        Assert.Equal(made.Text, again.Text);
        Assert.Equal((id, handle, "Made Up"), (Text(made, "id"), Text(made, "handle"), Text(made, "displayName")));

        var account = (await Api.PostAsync("/auth/host", new { token = shared.Shop.Token(id) })).Must<Account>(HttpStatusCode.OK);
        Assert.Equal(Text(made, "userId"), account.UserId);
        var elsewhere = (await Api.PostAsync("/auth/host", new { token = shared.Club.Token(id) })).Must<Account>(HttpStatusCode.OK);
        Assert.NotEqual(account.UserId, elsewhere.UserId);

        (await Api.PostAsync("/host/users", new { id = HostServer.NewSubject(), handle }, shared.Key))
            .MustRefuse(HttpStatusCode.Conflict, "handle_taken");
    }

    [Fact]
    public async Task Ending_a_users_sessions_closes_their_connections()
    {
        var account = await _server.RegisterAsync("leaving");
        await using var client = await _server.ConnectAsync(account);
        var path = $"/api/v1/host/users/{account.UserId}/sessions";
        (await Api.SendAsync(HttpMethod.Delete, path, token: shared.Key)).MustBe(HttpStatusCode.NoContent);
        await client.Hub.Closed.WaitAsync(RevocationBound);
        (await Api.GetAsync("/me", account.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.RefreshAsync(account.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.SendAsync(HttpMethod.Delete, path, token: shared.Key)).MustBe(HttpStatusCode.NoContent);
        (await Api.SendAsync(HttpMethod.Delete, "/api/v1/host/users/nobody/sessions", token: shared.Key))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
    }

    [Fact]
    public async Task A_user_whom_the_host_erases_is_gone_at_once_and_in_the_end_without_a_trace()
    {
        var id = HostServer.NewSubject();
        var token = shared.Shop.Token(id);
        var account = (await Api.PostAsync("/auth/host", new { token })).Must<Account>(HttpStatusCode.OK);
        await using var client = await _server.ConnectAsync(account);
        var path = $"/api/v1/host/users/{account.UserId}";
        (await Api.SendAsync(HttpMethod.Delete, path, token: shared.ReadingKey)).MustRefuse(HttpStatusCode.Forbidden, "insufficient_scope");
        (await Api.SendAsync(HttpMethod.Delete, "/api/v1/host/users/nobody", token: shared.Key)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await Api.SendAsync(HttpMethod.Delete, $"/api/v1/host/users/u_{Guid.NewGuid():N}", token: shared.Key)).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        (await Api.SendAsync(HttpMethod.Delete, path, token: account.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");

        var asked = await Api.SendAsync(HttpMethod.Delete, path, token: shared.Key);
        asked.MustBe(HttpStatusCode.Accepted);
        Assert.Equal((account.UserId, "pending"), (Text(asked, "userId"), Text(asked, "state")));
        await client.Hub.Closed.WaitAsync(RevocationBound);
        using var patience = new CancellationTokenSource(Wire.Deadline * 4);
        HttpAnswer state;
        while (Text(state = await Api.SendAsync(HttpMethod.Delete, path, token: shared.Key), "state") != "done")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }

        Assert.Equal(Text(asked, "requestedAt"), Text(state, "requestedAt"));
        // Nothing says any more whose account it was: the host's user begins anew.
        Assert.NotEqual(account.UserId, (await Api.PostAsync("/auth/host", new { token })).Must<Account>(HttpStatusCode.OK).UserId);
    }

    [Fact]
    public async Task A_thread_is_opened_read_and_closed_in_nobodys_name()
    {
        var (ada, bob) = (await _server.RegisterAsync("ada"), await _server.RegisterAsync("bob"));
        await using var client = await _server.ConnectAsync(ada);
        (await client.SyncAsync()).Must();
        var opened = await Api.PostAsync("/host/threads", new { members = new[] { ada.Handle, bob.UserId } }, shared.Key);
        opened.MustBe(HttpStatusCode.Created);
        var threadId = Text(opened, "threadId");
        Assert.True(opened.Json.GetProperty("active").GetBoolean());
        Assert.Equal(
            new[] { ada.Handle, bob.Handle }.Order(StringComparer.Ordinal),
            opened.Json.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("handle").GetString()!).Order(StringComparer.Ordinal));
        (await Api.PostAsync("/host/threads", new { members = new[] { bob.Handle, ada.Handle } }, shared.Key)).MustBe(HttpStatusCode.OK);
        Assert.True((await client.Pushes.ExpectAsync<ThreadShape>("ThreadChanged")).Active);
        Assert.Equal(threadId, (await Api.GetAsync($"/host/users/{bob.UserId}/threads", shared.ReadingKey))
            .Must<ThreadPageShape>(HttpStatusCode.OK).Threads.Single().ThreadId);

        (await client.SendAsync(threadId, "a-1", "hello")).Must();
        var history = (await Api.GetAsync($"/host/threads/{threadId}/messages?limit=10", shared.ReadingKey)).Must<HistoryShape>(HttpStatusCode.OK);
        Assert.Equal("hello", Assert.Single(history.Messages).Text);

        var closed = await Api.PostAsync($"/host/threads/{threadId}/close", null, shared.Key);
        closed.MustBe(HttpStatusCode.OK);
        Assert.False(closed.Json.GetProperty("active").GetBoolean());
        var end = await client.Pushes.ExpectAsync<EventShape>("Event", e => e.Type == "closed");
        Assert.Equal((SystemId, 3), (end.SenderId, end.Seq));
        Assert.False((await client.Pushes.ExpectAsync<ThreadShape>("ThreadChanged")).Active);
        Assert.Equal(3, (await Api.PostAsync($"/host/threads/{threadId}/close", null, shared.Key)).Json.GetProperty("lastSeq").GetInt64());
        Assert.Equal(closed.Text, (await Api.GetAsync($"/host/threads/{threadId}", shared.ReadingKey)).Text);

        // Both are free again.
        (await Api.OpenThreadAsync(bob.AccessToken, ada.Handle)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Opening_keeps_to_the_rule_of_one_conversation()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var free = await _server.RegisterAsync("free");
        var busy = (await OpenAsync(talk.Ada.Handle, free.Handle)).MustRefuse(HttpStatusCode.Conflict, "self_busy");
        Assert.Equal(talk.ThreadId, busy.ActiveThreadId);
        (await OpenAsync(free.Handle, talk.Ada.Handle)).MustRefuse(HttpStatusCode.Conflict, "peer_busy");
        (await OpenAsync(free.Handle, "nobody.at.all")).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        (await OpenAsync("nobody.at.all", free.Handle)).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        (await OpenAsync(free.Handle)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await OpenAsync(free.Handle, "")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal("members", (await OpenAsync(free.Handle, free.UserId)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
    }

    [Fact]
    public async Task A_message_of_the_system_is_pushed_caught_up_and_shown_and_counts_for_nobody()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        var posted = await PostAsync(talk.ThreadId, "order-1", "Your order has been sent.");
        posted.MustBe(HttpStatusCode.Created);
        Assert.Equal(3, posted.Json.GetProperty("seq").GetInt64());
        await talk.SendManyAsync(talk.BobClient, "b", 1);

        foreach (var client in new[] { talk.AdaClient, talk.BobClient })
        {
            var pushed = await client.Pushes.ExpectAsync<EventShape>("Event", e => e.Seq == 3);
            Assert.Equal(("system", SystemId, "order-1", "Your order has been sent."), (pushed.Type, pushed.SenderId, pushed.ClientMessageId, pushed.Text));
        }

        await using var late = await talk.ConnectAsync(talk.Bob);
        var sync = (await late.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 })).Must();
        Assert.Equal(["opened", "message", "system", "message"], sync.Events[talk.ThreadId].Select(e => e.Type));
        Assert.Equal((1, 4L, "b-1"), (sync.Threads[0].Unread, sync.Threads[0].LastSeq, sync.Threads[0].LastMessage!.ClientMessageId));

        foreach (var query in new[] { "", "?around=3", "?after=1", "?before=5" })
        {
            var page = (await Api.GetAsync($"/threads/{talk.ThreadId}/messages{query}", talk.Bob.AccessToken)).Must<HistoryShape>(HttpStatusCode.OK);
            Assert.Equal([(2L, null), (3L, "system"), (4L, null)], page.Messages.Select(message => (message.Seq, message.Type)));
            Assert.Equal((false, false), (page.HasBefore, page.HasAfter));
        }

        var one = (await Api.GetAsync($"/threads/{talk.ThreadId}/messages?before=4&limit=1", talk.Bob.AccessToken)).Must<HistoryShape>(HttpStatusCode.OK);
        Assert.Equal(("Your order has been sent.", SystemId), (Assert.Single(one.Messages).Text, one.Messages[0].SenderId));
        Assert.Equal((true, true), (one.HasBefore, one.HasAfter));
        Assert.Equal(0, (await talk.BobClient.MarkReadAsync(talk.ThreadId, 2)).Must().Unread);
    }

    [Fact]
    public async Task A_message_of_the_system_is_stored_once_whatever_became_of_the_thread()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var posts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(talk.ThreadId, "once", "One and only.")));
        Assert.Single(posts, post => post.Status == HttpStatusCode.Created);
        Assert.Equal([2L], posts.Select(post => post.Json.GetProperty("seq").GetInt64()).Distinct());

        // A person's message with the same id is another one.
        Assert.Equal(3, (await talk.AdaClient.SendAsync(talk.ThreadId, "once", "Mine")).Must().Seq);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();
        var retry = await PostAsync(talk.ThreadId, "once", "One and only.");
        retry.MustBe(HttpStatusCode.OK);
        Assert.True(retry.Json.GetProperty("duplicate").GetBoolean());
        Assert.Equal(2, (await PostAsync(talk.ThreadId, "once", "Another.")).MustRefuse(HttpStatusCode.Conflict, "idempotency_mismatch").Seq);
        (await PostAsync(talk.ThreadId, "later", "Too late.")).MustRefuse(HttpStatusCode.Conflict, "thread_inactive");
        (await PostAsync(new string('0', 32), "x", "Nowhere.")).MustRefuse(HttpStatusCode.NotFound, "thread_not_found");
        (await PostAsync("nonsense", "x", "Nowhere.")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await PostAsync(talk.ThreadId, "not valid", "x")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await PostAsync(talk.ThreadId, "blank", " \t")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await PostAsync(talk.ThreadId, "long", new string('x', 4_001))).MustRefuse(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Theory]
    [InlineData("POST", "/users", "users:write")]
    [InlineData("DELETE", "/users/u_00000000000000000000000000000000/sessions", "users:write")]
    [InlineData("DELETE", "/users/u_00000000000000000000000000000000", "users:erase")]
    [InlineData("POST", "/threads", "threads:write")]
    [InlineData("POST", "/threads/00000000000000000000000000000000/close", "threads:write")]
    [InlineData("POST", "/threads/00000000000000000000000000000000/messages", "messages:write")]
    [InlineData("GET", "/threads/00000000000000000000000000000000", "messages:read")]
    [InlineData("GET", "/threads/00000000000000000000000000000000/messages", "messages:read")]
    [InlineData("GET", "/users/u_00000000000000000000000000000000/threads", "messages:read")]
    public async Task Without_the_right_key_nothing_is_done(string method, string path, string scope)
    {
        var person = await _server.RegisterAsync("person");
        var call = new HttpMethod(method);
        string?[] strangers = [null, "", "chat_", person.AccessToken, shared.RevokedKey, shared.Key[..^1] + (shared.Key[^1] == 'A' ? 'E' : 'A'), shared.Key.ToUpperInvariant()];
        foreach (var key in strangers)
        {
            (await SendAsync(call, path, key)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        if (scope == "messages:read")
        {
            Assert.NotEqual(HttpStatusCode.Forbidden, (await SendAsync(call, path, shared.ReadingKey)).Status);
        }
        else
        {
            (await SendAsync(call, path, shared.ReadingKey)).MustRefuse(HttpStatusCode.Forbidden, "insufficient_scope");
        }
    }

    [Fact]
    public async Task A_key_opens_no_call_of_peoples()
    {
        (await Api.GetAsync("/me", shared.Key)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        var refused = await Assert.ThrowsAsync<ConnectRefusedException>(() => ChatClient.ConnectAsync(_server.Url, shared.Key));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
    }

    [Theory]
    [InlineData("{}", "id")]
    [InlineData("""{"id":""}""", "id")]
    [InlineData("""{"id":7}""", "id")]
    [InlineData("""{"id":"a\u0000b"}""", "id")]
    [InlineData("""{"id":"1","handle":"a_b"}""", "handle")]
    [InlineData("""{"id":"1","handle":7}""", "handle")]
    [InlineData("""{"id":"1","displayName":" "}""", "displayName")]
    public async Task A_malformed_user_is_refused_by_its_field(string body, string field) =>
        Assert.Equal(field, (await Api.PostRawAsync("/host/users", body, shared.Key)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);

    private static string Text(HttpAnswer answer, string field) => answer.Json.GetProperty(field).GetString()!;

    private Task<HttpAnswer> OpenAsync(params string[] members) => Api.PostAsync("/host/threads", new { members }, shared.Key);

    private Task<HttpAnswer> PostAsync(string threadId, string clientMessageId, string text) =>
        Api.PostAsync($"/host/threads/{threadId}/messages", new { clientMessageId, text }, shared.Key);

    private Task<HttpAnswer> SendAsync(HttpMethod method, string path, string? key) => Api.SendAsync(
        method,
        $"/api/v1/host{path}",
        method == HttpMethod.Post ? new StringContent("{}", Encoding.UTF8, "application/json") : null,
        key);
}

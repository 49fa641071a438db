using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed partial class WireShapeTests(SharedServer shared)
{
    private static readonly string[] Thread =
        ["active", "archived", "blocked", "lastSeq", "peer", "peerDeliveredSeq", "peerReadSeq", "readSeq", "threadId", "unread"];

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Answers_and_pushes_have_the_fields_of_the_contract_and_no_others()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var opened = await RawAsync(talk.BobClient, "OpenThread", new { with = talk.Ada.UserId });
        AssertFields(opened, Thread);
        AssertFields(opened.GetProperty("peer"), ["displayName", "handle", "online", "userId"], ["lastSeenAt"]);
        var ack = await RawAsync(talk.AdaClient, "SendMessage", new { talk.ThreadId, clientMessageId = "m-1", text = "hello" });
        AssertFields(ack, ["duplicate", "sentAt", "seq"]);
        AssertTime(ack.GetProperty("sentAt"));

        var sync = await RawAsync(talk.BobClient, "Sync", new { cursors = new Dictionary<string, long> { [talk.ThreadId] = 0 } });
        AssertFields(sync, ["epoch", "events", "me", "states", "status", "threads"]);
        AssertFields(sync.GetProperty("me"), ["activeThreadId", "displayName", "handle", "userId"]);
        AssertFields(sync.GetProperty("threads")[0], [.. Thread, "lastMessage"]);
        var events = sync.GetProperty("events").GetProperty(talk.ThreadId);
        AssertFields(events[0], ["at", "senderId", "seq", "threadId", "type"]);
        AssertFields(events[1], ["at", "clientMessageId", "senderId", "seq", "text", "threadId", "type"]);
        AssertTime(events[1].GetProperty("at"));
        var pushed = await talk.BobClient.Pushes.ExpectAsync<JsonElement>("Event", push => push.GetProperty("seq").GetInt64() == 2);
        Assert.True(JsonElement.DeepEquals(events[1], pushed));

        var history = await RawAsync(talk.BobClient, "GetHistory", new { talk.ThreadId });
        AssertFields(history, ["hasAfter", "hasBefore", "messages"]);
        AssertFields(history.GetProperty("messages")[0], ["at", "clientMessageId", "senderId", "seq", "text", "threadId"]);
        AssertFields(await RawAsync(talk.BobClient, "MarkDelivered", new { talk.ThreadId, seq = 2 }), ["deliveredSeq"]);
        AssertFields(await RawAsync(talk.BobClient, "MarkRead", new { talk.ThreadId, seq = 2 }), ["readSeq", "unread"]);
        AssertFields(await RawAsync(talk.BobClient, "SetTyping", new { talk.ThreadId, typing = true }), []);
        AssertFields(await RawAsync(talk.BobClient, "WatchPresence", new { userIds = new[] { talk.Ada.UserId } }), ["users"]);
        string[] receipt = ["deliveredSeq", "readSeq", "threadId", "userId"];
        AssertFields(await PushedAsync(talk.AdaClient, "Receipt"), receipt);
        AssertFields(await PushedAsync(talk.BobClient, "Receipt"), [.. receipt, "totalUnread", "unread"]);
        AssertFields(await PushedAsync(talk.AdaClient, "Typing"), ["threadId", "typing", "userId"]);
        AssertFields(await RawAsync(talk.BobClient, "CloseThread", new { talk.ThreadId }), [.. Thread, "lastMessage"]);
        AssertFields(await PushedAsync(talk.AdaClient, "ThreadChanged"), Thread, ["lastMessage"]);
    }

    [Fact]
    public async Task A_refusal_has_a_code_a_message_and_its_own_fields()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var completion = await talk.AdaClient.Hub.InvokeAsync("CloseThread", new { threadId = new string('0', 32) });
        var answer = (JsonElement)completion.Result!;
        AssertFields(answer, ["error", "ok"]);
        AssertFields(answer.GetProperty("error"), ["code", "message"]);
        var problem = await _server.Api.GetAsync($"/threads/{new string('0', 32)}", talk.Ada.AccessToken);
        Assert.Equal(HttpStatusCode.NotFound, problem.Status);
        AssertFields(problem.Json, ["code", "status", "title"], ["type", "detail", "instance", "message", "traceId"]);
    }

    [Fact]
    public async Task Ids_are_opaque_and_of_one_form()
    {
        await using var talk = await Conversation.StartAsync(_server, withPasswords: true);
        Assert.Matches("^[0-9a-f]{32}$", talk.ThreadId);
        Assert.Matches("^u_[0-9a-f]{32}$", talk.Ada.UserId);
        Assert.DoesNotContain(talk.ThreadId, talk.Ada.UserId + talk.Bob.UserId, StringComparison.Ordinal);
        var registered = await _server.Api.PostAsync("/auth/login", new { handle = talk.Ada.Handle, password = ChatApi.Password });
        AssertFields(registered.Json, ["accessToken", "accessTokenExpiresAt", "handle", "refreshToken", "userId"]);
        AssertTime(registered.Json.GetProperty("accessTokenExpiresAt"));
    }

    private static Task<JsonElement> PushedAsync(ChatClient client, string name) =>
        client.Pushes.ExpectAsync<JsonElement>(name);

    private static async Task<JsonElement> RawAsync(ChatClient client, string method, object argument)
    {
        var completion = await client.Hub.InvokeAsync(method, argument);
        var answer = (JsonElement)completion.Result!;
        AssertFields(answer, ["ok", "value"]);
        return answer.GetProperty("value");
    }

    private static void AssertFields(JsonElement json, string[] required, string[]? optional = null)
    {
        var names = json.EnumerateObject().Select(field => field.Name).Except(optional ?? []);
        Assert.Equal(required.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    private static void AssertTime(JsonElement json) => Assert.Matches(Rfc3339, json.GetString());

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Rfc3339 { get; }
}

using System.Text;
using System.Text.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class HubBadInputTests(SharedServer shared)
{
    // Stands for the id of the caller's own open thread, and for the caller.
    private const string Mine = "MINE";
    private const string Me = "ME";

    private readonly ChatServer _server = shared.Server;

    /// <summary>Method, argument as raw JSON, code and field (null: none is named).</summary>
    public static TheoryData<string, string, string, string?> Refused { get; } = new()
    {
        { "OpenThread", """{}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":""}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":null}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":7}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":["a"]}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":"ME"}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":"nobody.has.this.handle"}""", "user_not_found", null },
        { "OpenThread", """{"with":"u_00000000000000000000000000000000"}""", "user_not_found", null },
        { "OpenThread", """{"with":"\u0000"}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":"\ud800"}""", "invalid_argument", "with" },
        { "OpenThread", """{"with":"someone.else","closeCurrent":"yes"}""", "invalid_argument", "closeCurrent" },
        { "CloseThread", """{}""", "invalid_argument", "threadId" },
        { "CloseThread", """{"threadId":"00000000000000000000000000000000"}""", "thread_not_found", null },
        { "CloseThread", """{"threadId":"not an id"}""", "invalid_argument", "threadId" },
        { "CloseThread", """{"threadId":12}""", "invalid_argument", "threadId" },
        { "SendMessage", """{}""", "invalid_argument", null },
        { "SendMessage", """{"threadId":"00000000000000000000000000000000","clientMessageId":"a","text":"b"}""", "thread_not_found", null },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a"}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":""}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":" \t\r\n\u3000"}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":"\u200b\u00ad\u202e\u0007"}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":"nul \u0000 inside"}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":"high \ud800 alone"}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":"low \udc00 alone"}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":"\ude00\ud83d"}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":5}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a","text":{"a":[1,{"b":2}]}}""", "invalid_argument", "text" },
        { "SendMessage", """{"threadId":"MINE","text":"b"}""", "invalid_argument", "clientMessageId" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"","text":"b"}""", "invalid_argument", "clientMessageId" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a b","text":"b"}""", "invalid_argument", "clientMessageId" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"ä","text":"b"}""", "invalid_argument", "clientMessageId" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"a\u0000","text":"b"}""", "invalid_argument", "clientMessageId" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":"12345678901234567890123456789012345678901234567890123456789012345","text":"b"}""", "invalid_argument", "clientMessageId" },
        { "SendMessage", """{"threadId":"MINE","clientMessageId":1,"text":"b"}""", "invalid_argument", "clientMessageId" },
        { "GetHistory", """{"threadId":"00000000000000000000000000000000"}""", "thread_not_found", null },
        { "GetHistory", """{"threadId":"MINE","limit":-5}""", "invalid_argument", "limit" },
        { "GetHistory", """{"threadId":"MINE","limit":9223372036854775807}""", "invalid_argument", "limit" },
        { "GetHistory", """{"threadId":"MINE","limit":92233720368547758079223372036854775807}""", "invalid_argument", "limit" },
        { "GetHistory", """{"threadId":"MINE","limit":1.5}""", "invalid_argument", "limit" },
        { "GetHistory", """{"threadId":"MINE","limit":"ten"}""", "invalid_argument", "limit" },
        { "GetHistory", """{"threadId":"MINE","before":-9223372036854775808}""", "invalid_argument", "before" },
        { "GetHistory", """{"threadId":"MINE","before":3,"around":3}""", "invalid_argument", null },
        { "MarkRead", """{"threadId":"MINE"}""", "invalid_argument", "seq" },
        { "MarkRead", """{"threadId":"MINE","seq":-1}""", "invalid_argument", "seq" },
        { "MarkRead", """{"threadId":"MINE","seq":"1"}""", "invalid_argument", "seq" },
        { "MarkDelivered", """{"threadId":"MINE","seq":-1}""", "invalid_argument", "seq" },
        { "MarkDelivered", """{"threadId":"00000000000000000000000000000000","seq":1}""", "thread_not_found", null },
        { "SetTyping", """{"threadId":"MINE"}""", "invalid_argument", "typing" },
        { "SetTyping", """{"threadId":"MINE","typing":1}""", "invalid_argument", "typing" },
        { "SetTyping", """{"threadId":"00000000000000000000000000000000","typing":true}""", "thread_not_found", null },
        { "WatchPresence", """{}""", "invalid_argument", "userIds" },
        { "WatchPresence", """{"userIds":"ME"}""", "invalid_argument", "userIds" },
        { "WatchPresence", """{"userIds":[1,{"a":2}]}""", "invalid_argument", "userIds" },
        { "MuteThread", """{"threadId":"MINE"}""", "invalid_argument", "muted" },
        { "MuteThread", """{"threadId":"MINE","muted":"yes"}""", "invalid_argument", "muted" },
        { "MuteThread", """{"threadId":"MINE","muted":true,"until":"tomorrow"}""", "invalid_argument", "until" },
        { "MuteThread", """{"threadId":"MINE","muted":true,"until":"2030-01-01T00:00:00"}""", "invalid_argument", "until" },
        { "MuteThread", """{"threadId":"MINE","muted":true,"until":1893456000}""", "invalid_argument", "until" },
        { "MuteThread", """{"threadId":"00000000000000000000000000000000","muted":true}""", "thread_not_found", null },
        { "BlockUser", """{}""", "invalid_argument", "userId" },
        { "BlockUser", """{"userId":"some.handle","blocked":true}""", "invalid_argument", "userId" },
        { "BlockUser", """{"userId":"ME","blocked":true}""", "invalid_argument", "userId" },
        { "BlockUser", """{"userId":"u_00000000000000000000000000000000"}""", "invalid_argument", "blocked" },
        { "BlockUser", """{"userId":"u_00000000000000000000000000000000","blocked":true}""", "user_not_found", null },
        { "ReportUser", """{"userId":7,"reason":"spam"}""", "invalid_argument", "userId" },
        { "ReportUser", """{"userId":"ME","reason":"spam"}""", "invalid_argument", "userId" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam"}""", "user_not_found", null },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000"}""", "invalid_argument", "reason" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"Spam"}""", "invalid_argument", "reason" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam","seq":1}""", "invalid_argument", "seq" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam","threadId":"MINE","seq":0}""", "invalid_argument", "seq" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam","threadId":"MINE"}""", "invalid_argument", "userId" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam","threadId":"x"}""", "invalid_argument", "threadId" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam","threadId":"00000000000000000000000000000000"}""", "thread_not_found", null },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam","text":"nul \u0000"}""", "invalid_argument", "text" },
        { "ReportUser", """{"userId":"u_00000000000000000000000000000000","reason":"spam","text":"lone \ud800"}""", "invalid_argument", "text" },
        { "SetPrivacy", """{}""", "invalid_argument", "sharePresence" },
        { "SetPrivacy", """{"sharePresence":"no"}""", "invalid_argument", "sharePresence" },
        { "Sync", """{"cursors":[]}""", "invalid_argument", "cursors" },
        { "Sync", """{"cursors":{"MINE":"1"}}""", "invalid_argument", "cursors" },
        { "Sync", """{"cursors":{"MINE":-1}}""", "invalid_argument", "cursors" },
        { "Sync", """{"cursors":{},"epoch":5}""", "invalid_argument", "epoch" },
        { "Sync", """{"cursors":{},"page":"\u0000"}""", "invalid_argument", "page" },
        { "Sync", """{"cursors":{},"page":"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"}""", "invalid_argument", "page" },
    };

    public static TheoryData<string, string> Faulty { get; } = new()
    {
        { "NoSuchMethod", "[{}]" },
        { "OnConnectedAsync", "[]" },
        { "Dispose", "[]" },
        { "SendMessage", "[]" },
        { "SendMessage", "[{},{}]" },
        { "SendMessage", "[5]" },
        { "SendMessage", "[[]]" },
        { "Sync", """["text"]""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_argument_is_refused_with_its_code_and_the_connection_lives(
        string method, string argument, string code, string? field)
    {
        await using var talk = await Conversation.StartAsync(_server);
        var own = argument.Replace(Mine, talk.ThreadId, StringComparison.Ordinal)
            .Replace($"\"{Me}\"", $"\"{talk.Ada.UserId}\"", StringComparison.Ordinal);
        var frame = $$"""{"type":1,"invocationId":"raw-1","target":"{{method}}","arguments":[{{own}}]}""";
        var completion = await talk.AdaClient.Hub.InvokeRawAsync("raw-1", frame);
        Assert.Null(completion.Error);
        var answer = Wire.Read<Answer<object>>((JsonElement)completion.Result!);
        Assert.False(answer.Ok);
        Assert.Equal(code, answer.Error?.Code);
        if (field is not null)
        {
            Assert.Equal(field, answer.Error?.Field);
        }

        await AssertUnharmedAsync(talk);
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_call_that_is_none_ends_in_an_error_that_shows_no_insides(string method, string arguments)
    {
        await using var talk = await Conversation.StartAsync(_server);
        var frame = $$"""{"type":1,"invocationId":"raw-1","target":"{{method}}","arguments":{{arguments}}}""";
        var completion = await talk.AdaClient.Hub.InvokeRawAsync("raw-1", frame);
        if (completion.Error is null)
        {
            Assert.Equal("invalid_argument", Wire.Read<Answer<object>>((JsonElement)completion.Result!).Error?.Code);
        }
        else
        {
            Assert.DoesNotContain("   at ", completion.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("ChatOrleans.", completion.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("System.Text", completion.Error, StringComparison.Ordinal);
        }

        await AssertUnharmedAsync(talk);
    }

    [Fact]
    public async Task Foreign_threads_and_too_many_watched_are_refused()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var everybody = Enumerable.Range(0, 101).Select(_ => $"u_{Guid.NewGuid():N}").ToArray();
        Assert.Equal("userIds", (await talk.AdaClient.WatchPresenceAsync(everybody)).MustRefuse("invalid_argument").Field);
        Assert.Empty((await talk.AdaClient.WatchPresenceAsync(everybody[..100])).Must().Users);
        await AssertUnharmedAsync(talk);
    }

    [Fact]
    public async Task Own_handle_in_any_case_is_oneself()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var refusal = (await talk.AdaClient.OpenThreadAsync(talk.Ada.Handle.ToUpperInvariant())).MustRefuse("invalid_argument");
        Assert.Equal("with", refusal.Field);
    }

    [Fact]
    public async Task Unknown_fields_are_ignored()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var ack = (await talk.AdaClient.CallAsync<AckShape>("SendMessage", new
        {
            talk.ThreadId,
            clientMessageId = "m-1",
            text = "hello",
            senderId = talk.Bob.UserId,
            seq = 99,
            nested = new { anything = 1 },
        })).Must();
        Assert.Equal(2, ack.Seq);
        Assert.Equal(talk.Ada.UserId, (await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2)).SenderId);
    }

    [Fact]
    public async Task A_frame_over_64_KiB_closes_that_connection_alone()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var other = await talk.ConnectAsync(talk.Ada);
        var huge = new string('x', 65 * 1024);
        talk.AdaClient.Hub.SendFrame(
            $$"""{"type":1,"invocationId":"1","target":"SendMessage","arguments":[{"threadId":"{{talk.ThreadId}}","clientMessageId":"a","text":"{{huge}}"}]}""");
        await talk.AdaClient.Hub.Closed.WaitAsync(Wire.Deadline);
        Assert.Empty((await other.HistoryAsync(talk.ThreadId)).Must().Messages);
        Assert.Equal(2, (await other.SendAsync(talk.ThreadId, "a", "small")).Must().Seq);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("{\"type\":1,\"target\":")]
    [InlineData("{\"type\":\"one\"}")]
    [InlineData("[]")]
    public async Task A_frame_that_is_none_closes_with_a_reason(string frame)
    {
        await using var talk = await Conversation.StartAsync(_server);
        talk.AdaClient.Hub.SendFrame(frame);
        var closing = await talk.AdaClient.Hub.Closed.WaitAsync(Wire.Deadline);
        Assert.NotNull(closing.Error);
        Assert.DoesNotContain("   at ", closing.Error, StringComparison.Ordinal);
        var again = await talk.ConnectAsync(talk.Ada);
        Assert.Equal(talk.ThreadId, (await again.SyncAsync()).Must().Me.ActiveThreadId);
    }

    [Fact]
    public async Task Random_bytes_never_harm_the_server()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var random = new Random(42);
        for (var round = 0; round < 20; round++)
        {
            var client = await talk.ConnectAsync(talk.Bob);
            var bytes = new byte[random.Next(1, 2_000)];
            random.NextBytes(bytes);
            client.Hub.SendFrame(Encoding.Latin1.GetString(bytes));
            await client.Hub.Closed.WaitAsync(Wire.Deadline);
        }

        await AssertUnharmedAsync(talk);
    }

    // The connection works, and nothing was stored but what is stored now.
    private static async Task AssertUnharmedAsync(Conversation talk)
    {
        var thread = Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads);
        Assert.Equal((talk.ThreadId, 1L, true, 0L), (thread.ThreadId, thread.LastSeq, thread.Active, thread.ReadSeq));
        Assert.Equal(2, (await talk.AdaClient.SendAsync(talk.ThreadId, "after", "still usable")).Must().Seq);
        await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2);
    }
}

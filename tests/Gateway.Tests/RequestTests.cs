using System.Globalization;
using System.Text.Json;
using ChatOrleans.Gateway.Hubs.Requests;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Tests;

/// <summary>The hub's arguments, from the JSON on: what is wrong is refused by name, whatever its shape.</summary>
public sealed class RequestTests
{
    private const string Id = "9f86d081884c7d659a2feaa0c55ad015";

    /// <summary>Stands for the id in arguments.</summary>
    private const string Placeholder = "THREAD";

    private static readonly JsonSerializerOptions Json = CreateJson();

    /// <summary>The argument and the field that is refused; null when it is sound.</summary>
    public static TheoryData<string, string, string?> Arguments { get; } = new()
    {
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":"Hello"}""", null },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":"Hello","more":{"a":[1]}}""", null },
        { "Send", "null", "" },
        { "Send", "{}", "threadId" },
        { "Send", """{"threadId":{"a":[1,{"b":2}]},"clientMessageId":"a-1","text":"Hello"}""", "threadId" },
        { "Send", """{"threadId":"THREAD","clientMessageId":["a"],"text":"Hello"}""", "clientMessageId" },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":"\ud800"}""", "text" },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":{"a":1}}""", "text" },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":null}""", "text" },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":"Hello","replyTo":2}""", null },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":"Hello","replyTo":null}""", null },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":"Hello","replyTo":-1}""", "replyTo" },
        { "Send", """{"threadId":"THREAD","clientMessageId":"a-1","text":"Hello","replyTo":"2"}""", "replyTo" },
        { "Edit", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"text":"Hello"}""", null },
        { "Edit", "null", "" },
        { "Edit", """{"threadId":5,"clientMessageId":"a-1","targetSeq":2,"text":"Hello"}""", "threadId" },
        { "Edit", """{"threadId":"THREAD","clientMessageId":"a 1","targetSeq":2,"text":"Hello"}""", "clientMessageId" },
        { "Edit", """{"threadId":"THREAD","clientMessageId":"a-1","text":"Hello"}""", "targetSeq" },
        { "Edit", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":-1,"text":"Hello"}""", "targetSeq" },
        { "Edit", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2}""", "text" },
        { "Edit", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"text":" \u200b"}""", "text" },
        { "Edit", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"text":"\ud800"}""", "text" },
        { "Delete", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2}""", null },
        { "Delete", "null", "" },
        { "Delete", """{"threadId":"THREAD","targetSeq":2}""", "clientMessageId" },
        { "Delete", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":"2"}""", "targetSeq" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"emoji":"👍","added":false}""", null },
        { "React", "null", "" },
        { "React", """{"threadId":"THREAD","clientMessageId":"","targetSeq":2,"emoji":"👍","added":true}""", "clientMessageId" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","emoji":"👍","added":true}""", "targetSeq" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"added":true}""", "emoji" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"emoji":"","added":true}""", "emoji" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"emoji":"a\u0000","added":true}""", "emoji" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"emoji":"\ud83d","added":true}""", "emoji" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"emoji":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","added":true}""", "emoji" },
        { "React", """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"emoji":"👍"}""", "added" },
        { "Open", """{"with":"ada"}""", null },
        { "Open", """{"with":"ada","closeCurrent":true}""", null },
        { "Open", """{"with":"ada","closeCurrent":null}""", null },
        { "Open", "null", "" },
        { "Open", """{"with":"\u0000"}""", "with" },
        { "Open", """{"with":["ada"]}""", "with" },
        { "Open", """{"with":"ada","closeCurrent":1}""", "closeCurrent" },
        { "Open", """{"with":"ada","closeCurrent":{"a":[]}}""", "closeCurrent" },
        { "Close", """{"threadId":"THREAD"}""", null },
        { "Close", "null", "" },
        { "Close", """{"threadId":"\ud800"}""", "threadId" },
        { "History", """{"threadId":"THREAD"}""", null },
        { "History", """{"threadId":"THREAD","before":0,"limit":100}""", null },
        { "History", "null", "" },
        { "History", """{"threadId":"THREAD","before":1.5}""", "before" },
        { "History", """{"threadId":"THREAD","after":-1}""", "after" },
        { "History", """{"threadId":"THREAD","around":"1"}""", "around" },
        { "History", """{"threadId":"THREAD","before":1,"after":1}""", "after" },
        { "History", """{"threadId":"THREAD","after":1,"around":1}""", "around" },
        { "History", """{"threadId":"THREAD","limit":0}""", "limit" },
        { "History", """{"threadId":"THREAD","limit":101}""", "limit" },
        { "History", """{"threadId":"THREAD","limit":4294967301}""", "limit" },
        { "Mark", """{"threadId":"THREAD","seq":0}""", null },
        { "Mark", "null", "" },
        { "Mark", """{"threadId":"THREAD"}""", "seq" },
        { "Mark", """{"threadId":"THREAD","seq":-1}""", "seq" },
        { "Mark", """{"threadId":"THREAD","seq":9223372036854775808}""", "seq" },
        { "Typing", """{"threadId":"THREAD","typing":false}""", null },
        { "Typing", "null", "" },
        { "Typing", """{"threadId":"THREAD"}""", "typing" },
        { "Typing", """{"threadId":"THREAD","typing":"true"}""", "typing" },
        { "Watch", """{"userIds":[]}""", null },
        { "Watch", """{"userIds":["u_5d41402abc4b2a76b9719d911017c592","nobody"]}""", null },
        { "Watch", "null", "" },
        { "Watch", "{}", "userIds" },
        { "Watch", """{"userIds":["u_5d41402abc4b2a76b9719d911017c592",{"a":[1]}]}""", "userIds" },
        { "Sync", """{"cursors":{}}""", null },
        { "Sync", """{"epoch":"e","cursors":{"THREAD":0,"no id":3},"page":"p"}""", null },
        { "Sync", "null", "" },
        { "Sync", "{}", "cursors" },
        { "Sync", """{"cursors":[1]}""", "cursors" },
        { "Sync", """{"cursors":{"THREAD":-1}}""", "cursors" },
        { "Sync", """{"cursors":{"THREAD":{"a":1}}}""", "cursors" },
        { "Sync", """{"cursors":{},"epoch":[]}""", "epoch" },
        { "Sync", """{"cursors":{},"page":{}}""", "page" },
    };

    [Theory]
    [MemberData(nameof(Arguments))]
    public void TryRead_Argument_IsSoundOrRefusedByName(string method, string argument, string? field)
    {
        var sound = TryRead(method, argument, out var refusal);

        Assert.Equal(field is null, sound);
        Assert.Equal(sound, refusal is null);
        Assert.Equal(field, refusal?.Field);
        Assert.Equal(sound ? null : RefusalCode.InvalidArgument, refusal?.Code);
    }

    [Fact]
    public void TryRead_SendMessage_HasWhatWasWritten()
    {
        var request = Read<SendMessageRequest>("""{"threadId":"THREAD","clientMessageId":"a-1","text":" Hello \u00e4\n"}""");

        Assert.True(SendMessageRequest.TryRead(request, out var threadId, out var command, out _));
        Assert.Equal(Id, threadId.ToString());
        Assert.Equal(new SendCommand { ClientMessageId = "a-1", Text = " Hello ä\n" }, command);
    }

    [Fact]
    public void TryRead_Changes_HaveWhatWasWritten()
    {
        const string About = """{"threadId":"THREAD","clientMessageId":"a-1","targetSeq":2,"text":"t","emoji":"👍","added":true}""";
        var command = new ChangeCommand { Type = EventType.Edited, ClientMessageId = "a-1", TargetSeq = 2, Text = "t" };

        Assert.True(EditMessageRequest.TryRead(Read<EditMessageRequest>(About), out var threadId, out var edit, out _));
        Assert.Equal(Id, threadId.ToString());
        Assert.Equal(command, edit);
        Assert.True(DeleteMessageRequest.TryRead(Read<DeleteMessageRequest>(About), out _, out var deletion, out _));
        Assert.Equal(command with { Type = EventType.Deleted, Text = null }, deletion);
        Assert.True(ReactRequest.TryRead(Read<ReactRequest>(About), out _, out var reaction, out _));
        Assert.Equal(command with { Type = EventType.Reacted, Text = null, Emoji = "👍", Added = true }, reaction);
    }

    [Fact]
    public void TryRead_GetHistory_HasItsDefaults()
    {
        Assert.True(GetHistoryRequest.TryRead(Read<GetHistoryRequest>("""{"threadId":"THREAD"}"""), out _, out var query, out _));
        Assert.Equal(new HistoryQuery { Limit = 25 }, query);

        Assert.True(GetHistoryRequest.TryRead(Read<GetHistoryRequest>("""{"threadId":"THREAD","around":7,"limit":3}"""), out _, out query, out _));
        Assert.Equal(new HistoryQuery { Around = 7, Limit = 3 }, query);
    }

    [Fact]
    public void TryRead_OpenThread_ClosesTheCurrentOneOnlyWhenTold()
    {
        Assert.True(OpenThreadRequest.TryRead(Read<OpenThreadRequest>("""{"with":"ada"}"""), out var with, out var closeCurrent, out _));
        Assert.Equal(("ada", false), (with, closeCurrent));
        Assert.True(OpenThreadRequest.TryRead(Read<OpenThreadRequest>("""{"with":"ada","closeCurrent":true}"""), out _, out closeCurrent, out _));
        Assert.True(closeCurrent);
    }

    [Fact]
    public void TryRead_Sync_LeavesOutWhatIsNoId()
    {
        Assert.True(SyncRequest.TryRead(Read<SyncRequest>("""{"cursors":{"no id":1,"THREAD":5}}"""), out var query, out _));
        Assert.Equal(new SyncCursor(new ThreadId(Guid.Parse(Id)), 5), Assert.Single(query.Cursors));
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    [InlineData(1_500, false)]
    public void TryRead_Sync_TakesAThousandCursors(int count, bool sound)
    {
        var cursors = string.Join(',', Enumerable.Range(1, count).Select(i => $"\"{i.ToString("x32", CultureInfo.InvariantCulture)}\":{i}"));

        Assert.Equal(sound, SyncRequest.TryRead(Read<SyncRequest>("{\"cursors\":{" + cursors + "}}"), out var query, out var refusal));
        Assert.Equal(sound ? count : null, query?.Cursors.Length);
        Assert.Equal(sound ? null : "cursors", refusal?.Field);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void TryRead_WatchPresence_TakesAHundredPeople(int count, bool sound)
    {
        var ids = string.Join(',', Enumerable.Range(0, count).Select(_ => $"\"{UserId.NewRandom()}\""));

        Assert.Equal(sound, WatchPresenceRequest.TryRead(Read<WatchPresenceRequest>($$"""{"userIds":[{{ids}}]}"""), out var users, out _));
        Assert.Equal(sound ? count : 0, users.Length);
    }

    [Fact]
    public void TryRead_WatchPresence_NamesEachPersonOnceAndNobodyWhoIsNone()
    {
        var user = UserId.NewRandom();

        Assert.True(WatchPresenceRequest.TryRead(
            Read<WatchPresenceRequest>($$"""{"userIds":["{{user}}","nobody","{{user}}"]}"""), out var users, out _));
        Assert.Equal(user, Assert.Single(users));
    }

    private static bool TryRead(string method, string argument, out Refusal? refusal) => method switch
    {
        "Send" => SendMessageRequest.TryRead(Read<SendMessageRequest>(argument), out _, out _, out refusal),
        "Edit" => EditMessageRequest.TryRead(Read<EditMessageRequest>(argument), out _, out _, out refusal),
        "Delete" => DeleteMessageRequest.TryRead(Read<DeleteMessageRequest>(argument), out _, out _, out refusal),
        "React" => ReactRequest.TryRead(Read<ReactRequest>(argument), out _, out _, out refusal),
        "Open" => OpenThreadRequest.TryRead(Read<OpenThreadRequest>(argument), out _, out _, out refusal),
        "Close" => CloseThreadRequest.TryRead(Read<CloseThreadRequest>(argument), out _, out refusal),
        "History" => GetHistoryRequest.TryRead(Read<GetHistoryRequest>(argument), out _, out _, out refusal),
        "Mark" => MarkRequest.TryRead(Read<MarkRequest>(argument), out _, out _, out refusal),
        "Typing" => SetTypingRequest.TryRead(Read<SetTypingRequest>(argument), out _, out _, out refusal),
        "Watch" => WatchPresenceRequest.TryRead(Read<WatchPresenceRequest>(argument), out _, out refusal),
        _ => SyncRequest.TryRead(Read<SyncRequest>(argument), out _, out refusal),
    };

    private static T? Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json.Replace(Placeholder, Id, StringComparison.Ordinal), Json);

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions();
        ChatJson.Configure(options);
        return options;
    }
}

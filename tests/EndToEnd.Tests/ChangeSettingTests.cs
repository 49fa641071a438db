using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Row 11 and 12 where an operator has set them: messages are kept, the reactions are others, few may be sent.</summary>
public sealed class ChangeSettingTests : IAsyncLifetime
{
    private ChatServer? _server;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync(new Dictionary<string, string>
    {
        ["Chat__Deletion"] = "forbidden",
        ["Chat__Reactions__0"] = "🦄",
        ["Chat__Limits__Sends__PerSecond"] = "0.0001",
        ["Chat__Limits__Sends__Burst"] = "3",
    });

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task Messages_stay_reactions_are_the_operators_and_changes_count_as_messages()
    {
        await using var talk = await Conversation.StartAsync(_server!);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-1", 2)).MustRefuse("deletion_disabled");
        (await _server!.Api.DeleteAsync(talk.Ada.AccessToken, talk.ThreadId, "2", "d-1")).MustRefuse(HttpStatusCode.Forbidden, "deletion_disabled");
        Assert.InRange((await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "over")).MustRefuse("rate_limited").RetryAfterMs ?? 0, 1, int.MaxValue);
        (await _server.Api.EditAsync(talk.Ada.AccessToken, talk.ThreadId, 2, new { clientMessageId = "e-1", text = "over" }))
            .MustRefuse(HttpStatusCode.TooManyRequests, "rate_limited");

        Assert.Equal("emoji", (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "👍")).MustRefuse("invalid_argument").Field);
        var ack = (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "🦄")).Must();
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-2", 2, "🦄", added: false)).Must();
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-3", 2, "🦄")).MustRefuse("rate_limited");

        // A retry of what is stored gets its answer even so.
        Assert.Equal(ack with { Duplicate = true }, (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "🦄")).Must());
        Assert.Equal(
            ack with { Duplicate = true },
            (await _server.Api.ReactAsync(talk.Bob.AccessToken, talk.ThreadId, 2, "r-1", "🦄")).Must<AckShape>(HttpStatusCode.OK));
        Assert.Equal("a 1", Assert.Single((await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages).Text);
    }
}

using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Row 12: people answer messages and react to them.</summary>
[Collection(SharedServerGroup.Name)]
public sealed class ReplyAndReactionTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task A_reply_names_an_earlier_message_of_its_thread()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 2);
        var ack = (await talk.BobClient.SendAsync(talk.ThreadId, "b-1", "to the first", replyTo: 2)).Must();
        Assert.Equal(
            new EventShape(talk.ThreadId, 4, "message", talk.Bob.UserId, ack.SentAt, "b-1", "to the first", ReplyTo: 2),
            await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 4));
        var reply = new { clientMessageId = "b-2", text = "by post", replyTo = 3 };
        Assert.Equal(5, (await _server.Api.PostAsync($"/threads/{talk.ThreadId}/messages", reply, talk.Bob.AccessToken)).Must<AckShape>(HttpStatusCode.Created).Seq);
        Assert.Equal([null, null, 2, 3], (await talk.AdaClient.HistoryAsync(talk.ThreadId)).Must().Messages.Select(message => message.ReplyTo));

        (await talk.BobClient.SendAsync(talk.ThreadId, "b-3", "to the opening", replyTo: 1)).MustRefuse("message_not_found");
        (await talk.BobClient.SendAsync(talk.ThreadId, "b-3", "to nothing", replyTo: 99)).MustRefuse("message_not_found");
        Assert.Equal(4, (await talk.BobClient.SendAsync(talk.ThreadId, "b-1", "to the first", replyTo: 3)).MustRefuse("idempotency_mismatch").Seq);
        Assert.Equal("replyTo", (await talk.BobClient.SendAsync(talk.ThreadId, "b-3", "to less", replyTo: -1)).MustRefuse("invalid_argument").Field);
        Assert.Equal(
            "replyTo",
            (await _server.Api.PostRawAsync($"/threads/{talk.ThreadId}/messages", """{"clientMessageId":"b-3","text":"x","replyTo":"2"}""", talk.Bob.AccessToken))
                .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        Assert.Equal(ack with { Duplicate = true }, (await talk.BobClient.SendAsync(talk.ThreadId, "b-1", "to the first", replyTo: 2)).Must());
    }

    [Fact]
    public async Task Replies_among_messages_keep_the_order_in_which_the_connection_sent_them()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 40);
        var sends = Enumerable.Range(0, 30).Select(number => talk.BobClient.SendAsync(
            talk.ThreadId, $"b-{number}", $"b {number}", replyTo: number % 3 == 0 ? 2 + number : null)).ToArray();
        Assert.Equal(Enumerable.Range(42, 30).Select(seq => (long)seq), (await Task.WhenAll(sends)).Select(answer => answer.Must().Seq));
    }

    [Fact]
    public async Task Reactions_are_added_grouped_and_withdrawn()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        var ack = (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "👍")).Must();
        Assert.Equal(
            new EventShape(talk.ThreadId, 3, "reacted", talk.Bob.UserId, ack.SentAt, "r-1", TargetSeq: 2, Emoji: "👍", Added: true),
            await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 3));
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-2", 2, "🎉")).Must();
        (await talk.AdaClient.ReactAsync(talk.ThreadId, "r-1", 2, "👍")).Must();
        await AssertReactionsAsync(talk, $"👍 {talk.Bob.UserId} {talk.Ada.UserId}", $"🎉 {talk.Bob.UserId}");

        // What is so already stores nothing.
        Assert.Equal(ack with { Duplicate = true }, (await talk.BobClient.ReactAsync(talk.ThreadId, "r-3", 2, "👍")).Must());
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-4", 2, "👍", added: false)).Must();
        var withdrawn = await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 6);
        Assert.Equal(("reacted", false), (withdrawn.Type, withdrawn.Added));
        await AssertReactionsAsync(talk, $"🎉 {talk.Bob.UserId}", $"👍 {talk.Ada.UserId}");
        Assert.Equal(2, (await talk.BobClient.ReactAsync(talk.ThreadId, "r-5", 2, "👍", added: false)).Must().Seq);

        var (api, token) = (_server.Api, talk.Bob.AccessToken);
        Assert.Equal(7, (await api.ReactAsync(token, talk.ThreadId, 2, "h-1", "❤️")).Must<AckShape>(HttpStatusCode.OK).Seq);
        Assert.Equal("❤️", (await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 7)).Emoji);
        Assert.Equal(8, (await api.ReactAsync(token, talk.ThreadId, 2, "h-2", "❤️", added: false)).Must<AckShape>(HttpStatusCode.OK).Seq);
        await AssertReactionsAsync(talk, $"🎉 {talk.Bob.UserId}", $"👍 {talk.Ada.UserId}");
    }

    [Fact]
    public async Task Only_members_react_with_what_is_offered_to_messages_that_are_there()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        Assert.Equal("emoji", (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "🦄")).MustRefuse("invalid_argument").Field);
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 1, "👍")).MustRefuse("message_not_found");
        (await _server.Api.ReactAsync(talk.Bob.AccessToken, talk.ThreadId, 9, "r-1", "👍")).MustRefuse(HttpStatusCode.NotFound, "message_not_found");
        Assert.Equal("emoji", (await _server.Api.ReactAsync(talk.Bob.AccessToken, talk.ThreadId, 2, "r-1", "🦄")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        var eve = await _server.JoinAsync("eve");
        (await _server.Api.ReactAsync(eve.AccessToken, talk.ThreadId, 2, "r-1", "👍")).MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        Assert.Equal(3, (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "👍")).Must().Seq);
        Assert.Equal(3, (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "👎")).MustRefuse("idempotency_mismatch").Seq);
    }

    private static async Task AssertReactionsAsync(Conversation talk, params string[] expected)
    {
        var message = Assert.Single((await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages);
        Assert.Equal(expected, message.Reactions?.Select(reaction => $"{reaction.Emoji} {string.Join(' ', reaction.UserIds)}"));
    }
}

using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Row 11: people edit and delete what they wrote.</summary>
[Collection(SecondServerGroup.Name)]
public sealed class EditAndDeleteTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task An_edit_reaches_everybody_as_an_event_and_history_shows_the_last_text()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 2);
        var ack = (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "better")).Must();
        Assert.Equal((4, false), (ack.Seq, ack.Duplicate));
        var expected = new EventShape(talk.ThreadId, 4, "edited", talk.Ada.UserId, ack.SentAt, "e-1", "better", TargetSeq: 2);
        Assert.Equal(expected, await talk.BobClient.ExpectEventAsync(talk.ThreadId, 4));
        Assert.Equal(expected, await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 4));
        var last = (await talk.AdaClient.EditAsync(talk.ThreadId, "e-2", 2, "best")).Must();

        var messages = (await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages;
        Assert.Equal(["best", "a 2"], messages.Select(message => message.Text));
        Assert.Equal([last.SentAt, null], messages.Select(message => message.EditedAt));
        Assert.Equal("a 2", Assert.Single((await talk.BobClient.SyncAsync()).Must().Threads).LastMessage?.Text);

        Assert.Equal(ack with { Duplicate = true }, (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "better")).Must());
        Assert.Equal(4, (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "other")).MustRefuse("idempotency_mismatch").Seq);
    }

    [Fact]
    public async Task A_deletion_leaves_its_place_and_no_text_also_for_a_device_that_was_away()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var phone = await talk.ConnectAsync(talk.Bob);
        var epoch = (await phone.SyncAsync()).Must().Epoch;
        await talk.SendManyAsync(talk.AdaClient, "secret", 2);
        await phone.ExpectEventAsync(talk.ThreadId, 3);
        phone.Abort();
        (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "secret indeed")).Must();
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "👍")).Must();
        var ack = (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-1", 2)).Must();
        var expected = new EventShape(talk.ThreadId, 6, "deleted", talk.Ada.UserId, ack.SentAt, "d-1", TargetSeq: 2);
        Assert.Equal(expected, await talk.BobClient.ExpectEventAsync(talk.ThreadId, 6));

        var back = await talk.ConnectAsync(talk.Bob);
        var missed = (await back.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 3 }, epoch)).Must().Events[talk.ThreadId];
        Assert.Equal(["edited", "reacted", "deleted"], missed.Select(e => e.Type));
        Assert.Equal(expected, missed[^1]);
        var all = await back.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 }, epoch);
        Assert.Equal([null, null, "secret 2", null, null, null], all.Must().Events[talk.ThreadId].Select(e => e.Text));
        var messages = (await back.HistoryAsync(talk.ThreadId)).Must().Messages;
        Assert.Equal((2, null, ack.SentAt, null), (messages[0].Seq, messages[0].Text, messages[0].DeletedAt, messages[0].Reactions));
        Assert.Equal("secret 2", messages[1].Text);

        // The message was sent, and its retry still hears so; deleting it again changes nothing.
        Assert.Equal(2, (await talk.AdaClient.SendAsync(talk.ThreadId, "secret-1", "secret 1")).Must().Seq);
        Assert.Equal(ack with { Duplicate = true }, (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-2", 2)).Must());
    }

    [Fact]
    public async Task Only_its_author_may_change_a_message_and_only_while_it_is_there()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        (await talk.BobClient.EditAsync(talk.ThreadId, "e-1", 2, "mine")).MustRefuse("not_the_author");
        (await talk.BobClient.DeleteAsync(talk.ThreadId, "d-1", 2)).MustRefuse("not_the_author");
        (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 1, "the opening")).MustRefuse("message_not_found");
        (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-1", 99)).MustRefuse("message_not_found");
        Assert.Equal("text", (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, " ")).MustRefuse("invalid_argument").Field);
        Assert.Equal(4_000, (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, new string('x', 4_001))).MustRefuse("too_large").Limit);
        (await talk.AdaClient.EditAsync(new string('0', 32), "e-1", 2, "x")).MustRefuse("thread_not_found");
        var eve = await _server.JoinAsync("eve");
        await using var stranger = await _server.ConnectAsync(eve);
        (await stranger.DeleteAsync(talk.ThreadId, "d-1", 2)).MustRefuse("not_a_member");
        (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-1", 2)).Must();
        (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "back")).MustRefuse("message_not_found");
        Assert.Equal(3, Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).LastSeq);
    }

    [Fact]
    public async Task In_a_closed_thread_messages_can_be_deleted_and_not_edited()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        (await talk.BobClient.CloseThreadAsync(talk.ThreadId)).Must();
        (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "late")).MustRefuse("thread_inactive");
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "👍")).MustRefuse("thread_inactive");
        Assert.Equal(4, (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-1", 2)).Must().Seq);
        Assert.Equal("deleted", (await talk.BobClient.ExpectEventAsync(talk.ThreadId, 4)).Type);
        Assert.NotNull(Assert.Single((await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages).DeletedAt);
        Assert.False(Assert.Single((await talk.BobClient.SyncAsync()).Must().Threads).Active);
    }

    [Fact]
    public async Task Over_HTTP_messages_are_edited_and_deleted_as_over_the_hub()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        var (api, token) = (_server.Api, talk.Ada.AccessToken);
        var edit = new { clientMessageId = "e-1", text = "better" };
        var ack = (await api.EditAsync(token, talk.ThreadId, 2, edit)).Must<AckShape>(HttpStatusCode.OK);
        Assert.Equal(ack with { Duplicate = true }, (await api.EditAsync(token, talk.ThreadId, 2, edit)).Must<AckShape>(HttpStatusCode.OK));
        Assert.Equal(ack with { Duplicate = true }, (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "better")).Must());
        Assert.Equal("better", (await talk.BobClient.ExpectEventAsync(talk.ThreadId, 3)).Text);
        (await api.EditAsync(talk.Bob.AccessToken, talk.ThreadId, 2, edit)).MustRefuse(HttpStatusCode.Forbidden, "not_the_author");
        Assert.Equal("text", (await api.EditAsync(token, talk.ThreadId, 2, new { clientMessageId = "e-2", text = "" })).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        (await api.EditAsync(token, talk.ThreadId, 1, new { clientMessageId = "e-2", text = "x" })).MustRefuse(HttpStatusCode.NotFound, "message_not_found");

        Assert.Equal("clientMessageId", (await api.DeleteAsync(token, talk.ThreadId, "2", "")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        Assert.Equal("seq", (await api.DeleteAsync(token, talk.ThreadId, "two", "d-1")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        Assert.Equal("threadId", (await api.DeleteAsync(token, "none", "2", "d-1")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        var deletion = (await api.DeleteAsync(token, talk.ThreadId, "2", "d-1")).Must<AckShape>(HttpStatusCode.OK);
        Assert.Equal((4, false), (deletion.Seq, deletion.Duplicate));
        Assert.Equal(2, (await talk.BobClient.ExpectEventAsync(talk.ThreadId, 4)).TargetSeq);
    }
}

using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class SendingTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    public static TheoryData<string> Texts { get; } =
    [
        "  spaces around  ", "line\r\nline\ttab", "👩‍👩‍👧‍👦 \U0001F1E9\U0001F1EA", "e\u0301 is not \u00e9", "\u202Eright to left\u202C",
        "a\u200bb", "<script>alert('&amp;')</script>", "'; DROP TABLE message_log; --", "{\"text\":\"\\u0041\"}", "\ufeffbom",
        "\uffff\ufdd0 noncharacters", "\u0001\u001f\u007f controls",
    ];

    [Fact]
    public async Task A_retry_gets_the_first_answer()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var first = (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "once")).Must();
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "later")).Must();
        Assert.Equal(first with { Duplicate = true }, (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "once")).Must());
        var other = await talk.ConnectAsync(talk.Ada);
        Assert.Equal(first with { Duplicate = true }, (await other.SendAsync(talk.ThreadId, "m-1", "once")).Must());
        Assert.Equal(
            first with { Duplicate = true },
            (await _server.Api.SendAsync(talk.Ada.AccessToken, talk.ThreadId, "m-1", "once")).Must<AckShape>(HttpStatusCode.OK));
        Assert.Equal(2, (await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages.Count);
    }

    [Fact]
    public async Task An_id_with_another_text_is_refused()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var first = (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "once")).Must();
        var refusal = (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "Once")).MustRefuse("idempotency_mismatch");
        Assert.Equal(first.Seq, refusal.Seq);
        var overHttp = (await _server.Api.SendAsync(talk.Ada.AccessToken, talk.ThreadId, "m-1", "twice"))
            .MustRefuse(HttpStatusCode.Conflict, "idempotency_mismatch");
        Assert.Equal(first.Seq, overHttp.Seq);
        Assert.Single((await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages);
    }

    [Fact]
    public async Task Ids_belong_to_their_sender()
    {
        await using var talk = await Conversation.StartAsync(_server);
        Assert.Equal(2, (await talk.AdaClient.SendAsync(talk.ThreadId, "same", "from Ada")).Must().Seq);
        var second = (await talk.BobClient.SendAsync(talk.ThreadId, "same", "from Bob")).Must();
        Assert.Equal((3, false), (second.Seq, second.Duplicate));
    }

    [Fact]
    public async Task A_retry_is_answered_even_when_the_thread_is_closed()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var first = (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "once")).Must();
        (await talk.BobClient.CloseThreadAsync(talk.ThreadId)).Must();
        Assert.Equal(first with { Duplicate = true }, (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "once")).Must());
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "other")).MustRefuse("idempotency_mismatch");
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "once")).MustRefuse("thread_inactive");
        (await _server.Api.SendAsync(talk.Ada.AccessToken, talk.ThreadId, "m-2", "once"))
            .MustRefuse(HttpStatusCode.Conflict, "thread_inactive");
    }

    [Fact]
    public async Task Retries_in_flight_together_store_one_message()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var other = await talk.ConnectAsync(talk.Ada);
        for (var round = 0; round < 25; round++)
        {
            var id = $"race-{round}";
            var answers = await Task.WhenAll(
                talk.AdaClient.SendAsync(talk.ThreadId, id, "same"),
                other.SendAsync(talk.ThreadId, id, "same"),
                talk.AdaClient.SendAsync(talk.ThreadId, id, "same"),
                other.SendAsync(talk.ThreadId, id, "same"));
            var acks = answers.Select(answer => answer.Must()).ToArray();
            Assert.Equal(round + 2, Assert.Single(acks.Select(ack => ack.Seq).Distinct()));
            Assert.Single(acks, ack => !ack.Duplicate);
        }
    }

    [Fact]
    public async Task A_senders_order_is_kept_however_many_are_under_way()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var replica = new ChatReplica(talk.ThreadId);
        await replica.AttachAsync(talk.BobClient);
        const int Count = 600;
        var both = await Task.WhenAll(
            talk.SendManyAsync(talk.AdaClient, "a", Count), talk.SendManyAsync(talk.BobClient, "b", Count));
        foreach (var acks in both)
        {
            Assert.Equal(acks.Select(ack => ack.Seq).Order(), acks.Select(ack => ack.Seq));
        }

        Assert.Equal(Enumerable.Range(2, 2 * Count).Select(seq => (long)seq), both.SelectMany(acks => acks).Select(ack => ack.Seq).Order());
        await replica.ReachAsync((2 * Count) + 1);
        Assert.Empty(replica.Breaches);
        Assert.Equal(0, replica.Resyncs);
        foreach (var (sender, prefix) in new[] { (talk.Ada, "a"), (talk.Bob, "b") })
        {
            Assert.Equal(
                Enumerable.Range(1, Count).Select(number => $"{prefix}-{number}"),
                replica.Log.Where(entry => entry.Type == "message" && entry.SenderId == sender.UserId)
                    .Select(entry => entry.ClientMessageId));
        }

        Assert.Equal(replica.Log.Select(entry => entry.At).Order(), replica.Log.Select(entry => entry.At));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_is_kept_as_it_was_written(string text)
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", text)).Must();
        Assert.Equal(text, (await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2)).Text);
        Assert.Equal(text, Assert.Single((await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages).Text);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ä")]
    [InlineData("😀")]
    public async Task Text_of_4000_code_points_fits_and_one_more_does_not(string codePoint)
    {
        await using var talk = await Conversation.StartAsync(_server);
        var longest = string.Concat(Enumerable.Repeat(codePoint, 4_000));
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", longest)).Must();
        Assert.Equal(longest, (await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2)).Text);
        var refusal = (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", longest + codePoint)).MustRefuse("too_large");
        Assert.Equal(4_000, refusal.Limit);
        (await _server.Api.SendAsync(talk.Ada.AccessToken, talk.ThreadId, "m-3", longest + codePoint))
            .MustRefuse(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task What_is_sent_over_HTTP_is_pushed_like_any_other()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var ack = (await _server.Api.SendAsync(talk.Ada.AccessToken, talk.ThreadId, "h-1", "by post"))
            .Must<AckShape>(HttpStatusCode.Created);
        Assert.Equal(new EventShape(talk.ThreadId, 2, "message", talk.Ada.UserId, ack.SentAt, "h-1", "by post"), await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2));
        await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 2);
    }
}

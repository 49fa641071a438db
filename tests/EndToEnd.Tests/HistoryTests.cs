using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class HistoryTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task History_pages_through_the_messages_of_every_phase()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var (ada, threadId) = (talk.AdaClient, talk.ThreadId);
        Assert.Equal((0, false, false), Summary((await ada.HistoryAsync(threadId)).Must()));

        // opened 1, messages 2..61, closed 62, opened 63, messages 64..123
        await talk.SendManyAsync(ada, "first", 60);
        (await ada.CloseThreadAsync(threadId)).Must();
        (await ada.OpenThreadAsync(talk.Bob.UserId)).Must();
        await talk.SendManyAsync(talk.BobClient, "second", 60);

        var newest = (await ada.HistoryAsync(threadId)).Must();
        Assert.Equal((25, true, false), Summary(newest));
        Assert.Equal(Range(99, 123), Seqs(newest));
        Assert.Equal("second 60", newest.Messages[^1].Text);

        var older = (await ada.HistoryAsync(threadId, before: 99, limit: 40)).Must();
        Assert.Equal((40, true, true), Summary(older));
        Assert.Equal([.. Range(57, 61), .. Range(64, 98)], Seqs(older));

        var oldest = (await ada.HistoryAsync(threadId, before: 5)).Must();
        Assert.Equal((3, false, true), Summary(oldest));
        Assert.Equal(Range(2, 4), Seqs(oldest));

        var newer = (await ada.HistoryAsync(threadId, after: 60, limit: 3)).Must();
        Assert.Equal((3, true, true), Summary(newer));
        Assert.Equal([61L, 64, 65], Seqs(newer));

        var fromStart = (await ada.HistoryAsync(threadId, after: 0, limit: 100)).Must();
        Assert.Equal((100, false, true), Summary(fromStart));
        Assert.Equal([.. Range(2, 61), .. Range(64, 103)], Seqs(fromStart));

        Assert.Equal((0, true, false), Summary((await ada.HistoryAsync(threadId, after: 123)).Must()));
        Assert.Equal((0, false, true), Summary((await ada.HistoryAsync(threadId, before: 1)).Must()));

        var around = (await ada.HistoryAsync(threadId, around: 70, limit: 11)).Must();
        Assert.Equal((11, true, true), Summary(around));
        Assert.Contains(70L, Seqs(around));
        Assert.Contains(around.Messages, message => message.Seq < 70);
        Assert.Contains(around.Messages, message => message.Seq > 70);
        Assert.Equal(Range(around.Messages[0].Seq, around.Messages[^1].Seq), Seqs(around));

        var overHttp = (await _server.Api.GetAsync($"/threads/{threadId}/messages?before=99&limit=40", talk.Bob.AccessToken))
            .Must<HistoryShape>(HttpStatusCode.OK);
        Assert.Equal(older.Messages, overHttp.Messages);
        Assert.Equal(
            around.Messages,
            (await _server.Api.GetAsync($"/threads/{threadId}/messages?around=70&limit=11", talk.Bob.AccessToken))
                .Must<HistoryShape>(HttpStatusCode.OK).Messages);
    }

    [Fact]
    public async Task History_shows_a_message_as_its_event_said()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "hello")).Must();
        var pushed = await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2);
        Assert.Equal(
            new MessageShape(talk.ThreadId, 2, talk.Ada.UserId, pushed.At, "m-1", "hello"),
            Assert.Single((await talk.AdaClient.HistoryAsync(talk.ThreadId)).Must().Messages));
    }

    [Theory]
    [InlineData(null, null, null, 0, "limit")]
    [InlineData(null, null, null, -1, "limit")]
    [InlineData(null, null, null, 101, "limit")]
    [InlineData(null, null, null, int.MaxValue, "limit")]
    [InlineData(-1L, null, null, null, "before")]
    [InlineData(null, -1L, null, null, "after")]
    [InlineData(null, null, -1L, null, "around")]
    public async Task A_position_or_limit_out_of_bounds_is_refused(long? before, long? after, long? around, int? limit, string field)
    {
        await using var talk = await Conversation.StartAsync(_server);
        var refusal = (await talk.AdaClient.HistoryAsync(talk.ThreadId, before, after, around, limit)).MustRefuse("invalid_argument");
        Assert.Equal(field, refusal.Field);
        var value = before ?? after ?? around ?? limit;
        var overHttp = (await _server.Api.GetAsync($"/threads/{talk.ThreadId}/messages?{field}={value}", talk.Ada.AccessToken))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        Assert.Equal(field, overHttp.Field);
    }

    [Fact]
    public async Task Two_positions_at_once_are_refused()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.HistoryAsync(talk.ThreadId, before: 5, after: 1)).MustRefuse("invalid_argument");
        (await talk.AdaClient.HistoryAsync(talk.ThreadId, around: 5, after: 1)).MustRefuse("invalid_argument");
        (await _server.Api.GetAsync($"/threads/{talk.ThreadId}/messages?before=5&around=1", talk.Ada.AccessToken))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
    }

    private static (int Count, bool Before, bool After) Summary(HistoryShape page) =>
        (page.Messages.Count, page.HasBefore, page.HasAfter);

    private static IEnumerable<long> Seqs(HistoryShape page) => page.Messages.Select(message => message.Seq);

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var seq = first; seq <= last; seq++)
        {
            yield return seq;
        }
    }
}

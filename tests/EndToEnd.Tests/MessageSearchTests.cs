using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class MessageSearchTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task What_was_acknowledged_is_found_at_once_by_its_members_and_by_nobody_else()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var (ada, bob) = (talk.AdaClient, talk.BobClient);
        (await ada.SendAsync(talk.ThreadId, "m-1", "Lovelace wrote about the Engine")).Must();
        (await bob.SendAsync(talk.ThreadId, "m-2", "<b>The ENGINE</b> weaves algebraic patterns & more")).Must();
        (await ada.SendAsync(talk.ThreadId, "m-3", "about nothing")).Must();
        foreach (var client in new[] { ada, bob })
        {
            var found = (await client.SearchAsync("engine")).Must();
            Assert.Null(found.NextCursor);
            Assert.Equal([3L, 2L], found.Hits.Select(hit => hit.Message.Seq));
            Assert.Equal("<b>The ENGINE</b> weaves algebraic patterns & more", found.Hits[0].Snippet);
            Assert.Equal(["ENGINE"], found.Hits[0].Marked);
            Assert.Equal((talk.Ada.UserId, "m-1", "Lovelace wrote about the Engine"), (
                found.Hits[1].Message.SenderId, found.Hits[1].Message.ClientMessageId, found.Hits[1].Message.Text));
        }

        Assert.Equal([2L], Seqs((await ada.SearchAsync("engine about")).Must()));
        Assert.Equal([4L], Seqs((await ada.SearchAsync("about -engine", talk.ThreadId)).Must()));

        var eve = await _server.JoinAsync("eve");
        await using var stranger = await _server.ConnectAsync(eve);
        Assert.Empty((await stranger.SearchAsync("engine")).Must().Hits);
        (await stranger.SearchAsync("engine", talk.ThreadId)).MustRefuse("not_a_member");
        (await _server.Api.GetAsync($"/search/messages?query=engine&threadId={talk.ThreadId}", eve.AccessToken))
            .MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        (await _server.Api.GetAsync("/search/messages?query=engine")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task An_edited_message_is_found_by_what_it_reads_now_and_a_deleted_one_no_more()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var ada = talk.AdaClient;
        (await ada.SendAsync(talk.ThreadId, "m-1", "a hazelnut")).Must();
        (await ada.SendAsync(talk.ThreadId, "m-2", "another hazelnut")).Must();
        (await ada.EditAsync(talk.ThreadId, "e-1", 2, "a chestnut")).Must();
        Assert.Equal([3L], Seqs((await talk.BobClient.SearchAsync("hazelnut")).Must()));
        var edited = Assert.Single((await talk.BobClient.SearchAsync("chestnut")).Must().Hits);
        Assert.Equal((2L, "a chestnut", "a chestnut"), (edited.Message.Seq, edited.Message.Text, edited.Snippet));

        (await ada.DeleteAsync(talk.ThreadId, "d-1", 2)).Must();
        (await ada.CloseThreadAsync(talk.ThreadId)).Must();
        (await ada.DeleteAsync(talk.ThreadId, "d-2", 3)).Must();
        foreach (var word in new[] { "hazelnut", "chestnut" })
        {
            Assert.Empty((await ada.SearchAsync(word)).Must().Hits);
            Assert.Empty((await talk.BobClient.SearchAsync(word, talk.ThreadId)).Must().Hits);
        }
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended_over_all_threads_while_new_messages_come()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var ada = talk.AdaClient;
        await talk.SendManyAsync(ada, "walnut", 12);
        (await ada.CloseThreadAsync(talk.ThreadId)).Must();
        var carol = await _server.JoinAsync("carol");
        var second = (await ada.OpenThreadAsync(carol.Handle)).Must().ThreadId;
        for (var number = 1; number <= 5; number++)
        {
            (await ada.SendAsync(second, $"c-{number}", "a walnut too")).Must();
        }

        var expected = (await ada.SearchAsync("walnut", limit: 50)).Must().Hits.Select(Place).ToList();
        Assert.Equal(17, expected.Count);
        List<(string, long)> seen = [];
        string? cursor = null;
        do
        {
            var path = $"/search/messages?query=walnut&limit=4{(cursor is null ? "" : $"&cursor={cursor}")}";
            var page = (await _server.Api.GetAsync(path, talk.Ada.AccessToken)).Must<SearchShape>(HttpStatusCode.OK);
            seen.AddRange(page.Hits.Select(Place));
            cursor = page.NextCursor;
            (await ada.SendAsync(second, $"new-{seen.Count}", "walnut walnut")).Must();
        }
        while (cursor is not null);
        Assert.Equal(expected, seen);
        Assert.Equal(12, (await ada.SearchAsync("walnut", talk.ThreadId, limit: 50)).Must().Hits.Count);

        var next = (await ada.SearchAsync("walnut", limit: 4)).Must().NextCursor;
        Assert.Equal("cursor", (await ada.SearchAsync("other", limit: 4, cursor: next)).MustRefuse("invalid_argument").Field);
    }

    private static IEnumerable<long> Seqs(SearchShape page) => page.Hits.Select(hit => hit.Message.Seq);

    private static (string ThreadId, long Seq) Place(HitShape hit) => (hit.Message.ThreadId, hit.Message.Seq);
}

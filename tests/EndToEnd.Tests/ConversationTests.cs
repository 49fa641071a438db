using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class ConversationTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Two_people_talk_both_ways_and_close()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var (ada, bob, threadId) = (talk.AdaClient, talk.BobClient, talk.ThreadId);

        var opened = await bob.ExpectThreadChangedAsync(threadId, active: true);
        Assert.Equal(talk.Ada.UserId, opened.Peer.UserId);
        Assert.Equal(talk.Ada.Handle, opened.Peer.Handle);

        var first = (await ada.SendAsync(threadId, "a1", "Hello Bob")).Must();
        var second = (await bob.SendAsync(threadId, "b1", "Hello Ada")).Must();
        Assert.Equal((2, 3), (first.Seq, second.Seq));
        Assert.False(first.Duplicate || second.Duplicate);

        foreach (var client in new[] { ada, bob })
        {
            var start = await client.ExpectEventAsync(threadId, 1);
            Assert.Equal(("opened", talk.Ada.UserId), (start.Type, start.SenderId));
            Assert.Equal(
                new EventShape(threadId, 2, "message", talk.Ada.UserId, first.SentAt, "a1", "Hello Bob"),
                await client.ExpectEventAsync(threadId, 2));
            Assert.Equal(
                new EventShape(threadId, 3, "message", talk.Bob.UserId, second.SentAt, "b1", "Hello Ada"),
                await client.ExpectEventAsync(threadId, 3));
        }

        var closed = (await bob.CloseThreadAsync(threadId)).Must();
        Assert.False(closed.Active);
        Assert.Equal(4, closed.LastSeq);
        Assert.Equal("b1", closed.LastMessage?.ClientMessageId);
        foreach (var client in new[] { ada, bob })
        {
            var end = await client.ExpectEventAsync(threadId, 4);
            Assert.Equal(("closed", talk.Bob.UserId), (end.Type, end.SenderId));
            await client.ExpectThreadChangedAsync(threadId, active: false);
            Assert.Null((await client.SyncAsync()).Must().Me.ActiveThreadId);
        }

        (await ada.SendAsync(threadId, "a2", "Still there?")).MustRefuse("thread_inactive");
        Assert.Equal(2, (await ada.HistoryAsync(threadId)).Must().Messages.Count);
    }

    [Fact]
    public async Task A_third_is_refused_everywhere_and_hears_nothing()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var eve = await _server.JoinAsync("eve");
        var third = await talk.ConnectAsync(eve);
        (await third.SyncAsync()).Must();
        (await talk.AdaClient.SendAsync(talk.ThreadId, "a1", "Between us")).Must();

        (await third.SendAsync(talk.ThreadId, "e1", "Me too")).MustRefuse("not_a_member");
        (await third.HistoryAsync(talk.ThreadId)).MustRefuse("not_a_member");
        (await third.CloseThreadAsync(talk.ThreadId)).MustRefuse("not_a_member");
        (await third.MarkDeliveredAsync(talk.ThreadId, 1)).MustRefuse("not_a_member");
        (await third.MarkReadAsync(talk.ThreadId, 1)).MustRefuse("not_a_member");
        (await third.SetTypingAsync(talk.ThreadId, true)).MustRefuse("not_a_member");

        var api = _server.Api;
        (await api.GetAsync($"/threads/{talk.ThreadId}", eve.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        (await api.GetAsync($"/threads/{talk.ThreadId}/messages", eve.AccessToken))
            .MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        (await api.SendAsync(eve.AccessToken, talk.ThreadId, "e1", "Me too")).MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        (await api.CloseThreadAsync(eve.AccessToken, talk.ThreadId)).MustRefuse(HttpStatusCode.Forbidden, "not_a_member");

        var sync = (await third.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 })).Must();
        Assert.Empty(sync.States);
        Assert.Empty(sync.Events);
        Assert.Empty(sync.Threads);

        // Bob has the later message; what goes out with it would have reached the third one before her next answer.
        (await talk.AdaClient.SendAsync(talk.ThreadId, "a2", "Still between us")).Must();
        await talk.BobClient.ExpectEventAsync(talk.ThreadId, 3);
        (await third.SyncAsync()).Must();
        Assert.Equal(0, third.Pushes.Count("Event") + third.Pushes.Count("ThreadChanged") + third.Pushes.Count("Receipt"));
        Assert.Equal(2, (await talk.AdaClient.HistoryAsync(talk.ThreadId)).Must().Messages.Count);
    }

    [Fact]
    public async Task Busy_people_are_told_apart()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var eve = await _server.JoinAsync("eve");
        var third = await talk.ConnectAsync(eve);

        var self = (await talk.AdaClient.OpenThreadAsync(eve.Handle)).MustRefuse("self_busy");
        Assert.Equal(talk.ThreadId, self.ActiveThreadId);

        var peer = (await third.OpenThreadAsync(talk.Bob.UserId)).MustRefuse("peer_busy");
        Assert.Null(peer.ActiveThreadId);
        Assert.DoesNotContain(talk.ThreadId, peer.ToString(), StringComparison.Ordinal);

        var overHttp = (await _server.Api.OpenThreadAsync(talk.Bob.AccessToken, eve.UserId))
            .MustRefuse(HttpStatusCode.Conflict, "self_busy");
        Assert.Equal(talk.ThreadId, overHttp.ActiveThreadId);
        (await _server.Api.OpenThreadAsync(eve.AccessToken, talk.Ada.UserId)).MustRefuse(HttpStatusCode.Conflict, "peer_busy");

        // The refusals claimed nobody.
        Assert.Null((await third.SyncAsync()).Must().Me.ActiveThreadId);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();
        (await third.OpenThreadAsync(talk.Bob.Handle)).Must();
    }

    [Fact]
    public async Task A_pair_has_one_thread_for_ever()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var again = (await talk.BobClient.OpenThreadAsync(talk.Ada.Handle.ToUpperInvariant())).Must();
        Assert.Equal((talk.ThreadId, 1L, true), (again.ThreadId, again.LastSeq, again.Active));

        Assert.Equal(2, (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must().LastSeq);
        Assert.Equal(2, (await talk.BobClient.CloseThreadAsync(talk.ThreadId)).Must().LastSeq);

        var reopened = (await talk.BobClient.OpenThreadAsync(talk.Ada.UserId)).Must();
        Assert.Equal((talk.ThreadId, 3L, true), (reopened.ThreadId, reopened.LastSeq, reopened.Active));
        var log = (await talk.AdaClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 })).Must();
        Assert.Equal(["opened", "closed", "opened"], log.Events[talk.ThreadId].Select(entry => entry.Type));
        Assert.Equal(talk.ThreadId, log.Me.ActiveThreadId);
    }

    [Fact]
    public async Task Every_connection_of_both_gets_every_event()
    {
        await using var talk = await Conversation.StartAsync(_server);
        ChatClient[] all =
        [
            talk.AdaClient, talk.BobClient, await talk.ConnectAsync(talk.Ada), await talk.ConnectAsync(talk.Ada),
            await talk.ConnectAsync(talk.Bob),
        ];
        var replicas = all.Select(_ => new ChatReplica(talk.ThreadId)).ToArray();
        await Task.WhenAll(all.Zip(replicas, (client, replica) => replica.AttachAsync(client)));

        await Task.WhenAll(talk.SendManyAsync(all[2], "ada", 50), talk.SendManyAsync(all[4], "bob", 50));
        await Task.WhenAll(replicas.Select(replica => replica.ReachAsync(101)));
        Assert.All(replicas, replica =>
        {
            Assert.Empty(replica.Breaches);
            Assert.Equal(0, replica.Resyncs);
            Assert.Equal(replicas[0].Log, replica.Log);
        });
        Assert.All(all, client => Assert.Equal(100, client.Pushes.All<EventShape>("Event").Count(pushed => pushed.Type == "message")));
    }

    [Fact]
    public async Task Threads_open_list_and_close_over_HTTP()
    {
        var api = _server.Api;
        var ada = await _server.JoinAsync("ada");
        var bob = await _server.JoinAsync("bob");
        var eve = await _server.JoinAsync("eve");
        Assert.Empty(await ListAsync(ada, 10));

        var first = (await api.OpenThreadAsync(ada.AccessToken, bob.Handle)).Must<ThreadShape>(HttpStatusCode.Created);
        Assert.Equal(first, (await api.OpenThreadAsync(ada.AccessToken, bob.UserId)).Must<ThreadShape>(HttpStatusCode.OK));
        Assert.Equal(first, (await api.GetAsync($"/threads/{first.ThreadId}", ada.AccessToken)).Must<ThreadShape>(HttpStatusCode.OK));
        Assert.Equal(first.ThreadId, (await api.MeAsync(bob.AccessToken)).ActiveThreadId);
        var closed = (await api.CloseThreadAsync(bob.AccessToken, first.ThreadId)).Must<ThreadShape>(HttpStatusCode.OK);
        Assert.False(closed.Active);
        var second = (await api.OpenThreadAsync(ada.AccessToken, eve.Handle)).Must<ThreadShape>(HttpStatusCode.Created);

        Assert.Equal([second.ThreadId, first.ThreadId], (await ListAsync(ada, 10)).Select(thread => thread.ThreadId));
        Assert.Equal([second.ThreadId, first.ThreadId], (await ListAsync(ada, 1)).Select(thread => thread.ThreadId));
        (await api.CloseThreadAsync(ada.AccessToken, second.ThreadId)).Must<ThreadShape>(HttpStatusCode.OK);
        (await api.OpenThreadAsync(bob.AccessToken, ada.Handle)).Must<ThreadShape>(HttpStatusCode.OK);
        Assert.Equal([first.ThreadId, second.ThreadId], (await ListAsync(ada, 1)).Select(thread => thread.ThreadId));
    }

    // Reads the whole list, page by page.
    private async Task<IReadOnlyList<ThreadShape>> ListAsync(Account account, int limit)
    {
        var threads = new List<ThreadShape>();
        string? cursor = null;
        do
        {
            var query = cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor);
            var page = (await _server.Api.GetAsync($"/threads?limit={limit}{query}", account.AccessToken))
                .Must<ThreadPageShape>(HttpStatusCode.OK);
            Assert.InRange(page.Threads.Count, 0, limit);
            threads.AddRange(page.Threads);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return threads;
    }
}

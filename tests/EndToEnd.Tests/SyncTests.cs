using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class SyncTests(SharedServer shared)
{
    private const int EventsPerThread = 500;
    private const int EventsPerAnswer = 2_000;

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task A_first_sync_names_the_caller_and_the_threads_without_their_events()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.BobClient.SendAsync(talk.ThreadId, "b1", "hello")).Must();
        var sync = (await talk.AdaClient.SyncAsync()).Must();
        Assert.Equal((talk.Ada.UserId, talk.Ada.Handle, talk.ThreadId), (sync.Me.UserId, sync.Me.Handle, sync.Me.ActiveThreadId));
        Assert.NotEmpty(sync.Epoch);
        Assert.Equal("complete", sync.Status);
        Assert.Null(sync.NextPage);
        Assert.Empty(sync.Events);
        Assert.Empty(sync.States);
        var thread = Assert.Single(sync.Threads);
        Assert.Equal((talk.ThreadId, true, 2L, 1L, 0L), (thread.ThreadId, thread.Active, thread.LastSeq, thread.Unread, thread.ReadSeq));
        Assert.Equal((talk.Bob.UserId, talk.Bob.Handle), (thread.Peer.UserId, thread.Peer.Handle));
        Assert.Equal("hello", thread.LastMessage?.Text);
    }

    [Fact]
    public async Task A_cursor_brings_what_came_after_it()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 10);
        var all = await AfterAsync(talk.BobClient, talk.ThreadId, 0);
        Assert.Equal(Enumerable.Range(1, 11).Select(seq => (long)seq), all.Select(entry => entry.Seq));
        Assert.Equal(all.Skip(7), await AfterAsync(talk.BobClient, talk.ThreadId, 7));
        Assert.Empty(await AfterAsync(talk.BobClient, talk.ThreadId, 11));
    }

    [Fact]
    public async Task A_long_log_comes_in_pages_that_say_so()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", (2 * EventsPerThread) + 100);
        var last = 0L;
        foreach (var (count, state) in new[] { (EventsPerThread, "more"), (EventsPerThread, "more"), (101, "complete") })
        {
            var sync = (await talk.BobClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = last })).Must();
            Assert.Equal(state, sync.States[talk.ThreadId]);
            Assert.Equal(state, sync.Status);
            var events = sync.Events[talk.ThreadId];
            Assert.Equal(Enumerable.Range(1, count).Select(offset => last + offset), events.Select(entry => entry.Seq));
            last = events[^1].Seq;
        }
    }

    [Fact]
    public async Task An_answer_over_many_threads_is_bounded_and_loses_nothing()
    {
        const int Peers = 5;
        var ada = await _server.JoinAsync("ada");
        await using var client = await _server.ConnectAsync(ada);
        var cursors = new Dictionary<string, long>();
        for (var peer = 0; peer < Peers; peer++)
        {
            var bob = await _server.JoinAsync("bob");
            var thread = (await client.OpenThreadAsync(bob.UserId, closeCurrent: true)).Must();
            cursors[thread.ThreadId] = 0;
            var sends = Enumerable.Range(1, EventsPerThread).Select(
                number => client.SendAsync(thread.ThreadId, $"m-{number}", $"{number}")).ToArray();
            Assert.All(await Task.WhenAll(sends), answer => answer.Must());
        }

        var held = cursors.Keys.ToDictionary(threadId => threadId, _ => new List<long>());
        string status;
        do
        {
            var sync = (await client.SyncAsync(cursors)).Must();
            Assert.InRange(sync.Events.Values.Sum(events => events.Count), 1, EventsPerAnswer);
            Assert.Equal(cursors.Keys.Order(), sync.States.Keys.Order());
            foreach (var (threadId, events) in sync.Events)
            {
                Assert.InRange(events.Count, 0, EventsPerThread);
                held[threadId].AddRange(events.Select(entry => entry.Seq));
                cursors[threadId] = held[threadId].LastOrDefault();
            }

            status = sync.Status;
            Assert.Equal(status == "complete", sync.States.Values.All(state => state == "complete"));
        }
        while (status == "more");

        Assert.Equal("complete", status);
        var active = (await client.SyncAsync()).Must().Me.ActiveThreadId;
        Assert.All(held, thread => Assert.Equal(
            Enumerable.Range(1, EventsPerThread + (thread.Key == active ? 1 : 2)).Select(seq => (long)seq), thread.Value));
    }

    [Fact]
    public async Task Many_threads_come_in_pages_newest_activity_first()
    {
        const int PerPage = 200;
        const int Peers = PerPage + 3;
        var ada = await _server.JoinAsync("ada");
        await using var client = await _server.ConnectAsync(ada);
        var opened = new List<string>();
        for (var registered = 0; registered < Peers; registered += 7)
        {
            foreach (var bob in await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => _server.JoinAsync("bob"))))
            {
                opened.Insert(0, (await client.OpenThreadAsync(bob.UserId, closeCurrent: true)).Must().ThreadId);
            }
        }

        var first = (await client.SyncAsync()).Must();
        Assert.Equal(opened.Take(PerPage), first.Threads.Select(thread => thread.ThreadId));
        Assert.NotNull(first.NextPage);
        var second = (await client.SyncAsync(epoch: first.Epoch, page: first.NextPage)).Must();
        Assert.Equal(opened.Skip(PerPage), second.Threads.Select(thread => thread.ThreadId));
        Assert.Null(second.NextPage);
        Assert.Equal((opened[0], "complete"), (second.Me.ActiveThreadId, second.Status));
    }

    [Fact]
    public async Task A_foreign_epoch_resets_everything()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var cursors = new Dictionary<string, long> { [talk.ThreadId] = 1 };
        var sync = (await talk.AdaClient.SyncAsync(cursors, epoch: "another-history")).Must();
        Assert.Equal(("reset", "reset"), (sync.Status, sync.States[talk.ThreadId]));
        var again = (await talk.AdaClient.SyncAsync(cursors, sync.Epoch)).Must();
        Assert.Equal(("complete", "complete"), (again.Status, again.States[talk.ThreadId]));
    }

    [Fact]
    public async Task A_cursor_beyond_the_log_resets_that_thread()
    {
        await using var talk = await Conversation.StartAsync(_server);
        foreach (var beyond in new[] { 2L, 9_007_199_254_740_991 })
        {
            var sync = (await talk.AdaClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = beyond })).Must();
            Assert.Equal("reset", sync.States[talk.ThreadId]);
            Assert.Empty(sync.Events.GetValueOrDefault(talk.ThreadId) ?? []);
        }

        Assert.Equal(1, Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).LastSeq);
    }

    [Fact]
    public async Task Unknown_threads_are_left_out()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var unknown = Guid.NewGuid().ToString("N");
        var sync = (await talk.AdaClient.SyncAsync(new Dictionary<string, long> { [unknown] = 3, [talk.ThreadId] = 0 })).Must();
        Assert.Equal([talk.ThreadId], sync.States.Keys);
        Assert.Equal([talk.ThreadId], sync.Events.Keys);
    }

    [Fact]
    public async Task Too_many_cursors_and_bad_ones_are_refused()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var many = Enumerable.Range(0, 1_000).ToDictionary(_ => Guid.NewGuid().ToString("N"), _ => 0L);
        Assert.Empty((await talk.AdaClient.SyncAsync(many)).Must().States);
        many[talk.ThreadId] = 0;
        Assert.Equal("cursors", (await talk.AdaClient.SyncAsync(many)).MustRefuse("invalid_argument").Field);
        var negative = new Dictionary<string, long> { [talk.ThreadId] = -1 };
        Assert.Equal("cursors", (await talk.AdaClient.SyncAsync(negative)).MustRefuse("invalid_argument").Field);
        Assert.Equal("page", (await talk.AdaClient.SyncAsync(page: "no such page")).MustRefuse("invalid_argument").Field);
    }

    [Fact]
    public async Task Nothing_falls_between_a_sync_and_the_pushes_after_it()
    {
        const int Rounds = 60;
        await using var talk = await Conversation.StartAsync(_server);
        using var stop = new CancellationTokenSource();
        var sending = SendUntilAsync(talk, stop.Token);
        var replicas = new List<(ChatReplica Replica, ChatClient Client)>();
        for (var round = 0; round < Rounds; round++)
        {
            var client = await _server.ConnectAsync(round % 2 == 0 ? talk.Bob : talk.Ada);
            var replica = new ChatReplica(talk.ThreadId);
            await replica.AttachAsync(client);

            // Ten more have to arrive by push alone: the replica counts every gap after its Sync as a breach.
            await replica.ReachAsync(replica.Log.Count + 10);
            replicas.Add((replica, client));
            if (replicas.Count > 6)
            {
                await replicas[^7].Client.DisposeAsync();
            }
        }

        await stop.CancelAsync();
        var last = await sending;
        var truth = new ChatReplica(talk.ThreadId);
        await truth.AttachAsync(talk.AdaClient);
        Assert.Equal(last, truth.Log.Count);
        foreach (var (replica, _) in replicas.TakeLast(6))
        {
            await replica.ReachAsync(last);
        }

        foreach (var (replica, client) in replicas)
        {
            Assert.Empty(replica.Breaches);
            Assert.Equal(0, replica.Resyncs);
            Assert.Equal(truth.Log.Take(replica.Log.Count), replica.Log);
            await client.DisposeAsync();
        }
    }

    private static async Task<long> SendUntilAsync(Conversation talk, CancellationToken stop)
    {
        var last = 1L;
        for (var number = 0; !stop.IsCancellationRequested; number += 4)
        {
            var acks = await Task.WhenAll(Enumerable.Range(number, 4).Select(
                id => talk.AdaClient.SendAsync(talk.ThreadId, $"s-{id}", $"{id}")));
            last = acks.Max(answer => answer.Must().Seq);
        }

        return last;
    }

    private static async Task<IReadOnlyList<EventShape>> AfterAsync(ChatClient client, string threadId, long cursor)
    {
        var sync = (await client.SyncAsync(new Dictionary<string, long> { [threadId] = cursor })).Must();
        Assert.Equal("complete", sync.States[threadId]);
        return sync.Events.GetValueOrDefault(threadId) ?? [];
    }
}

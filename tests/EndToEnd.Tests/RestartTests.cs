using System.Diagnostics;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>These stop, kill and start a server that nobody else uses.</summary>
public sealed class RestartTests(SharedServer own) : IClassFixture<SharedServer>, IAsyncLifetime
{
    private readonly ChatServer _server = own.Server;

    /// <summary>Starts what the test before has ended.</summary>
    public Task InitializeAsync() => _server.IsRunning ? Task.CompletedTask : _server.RestartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task After_a_restart_history_claims_and_credentials_are_there()
    {
        var eve = await _server.RegisterAsync("eve");
        await using var talk = await Conversation.StartAsync(_server, withPasswords: true);
        await talk.SendManyAsync(talk.AdaClient, "a", 30);
        await talk.SendManyAsync(talk.BobClient, "b", 30);
        (await talk.BobClient.MarkReadAsync(talk.ThreadId, 20)).Must();
        var before = await LogAsync(talk.AdaClient, talk.ThreadId);
        var epoch = (await talk.AdaClient.SyncAsync()).Must().Epoch;

        Assert.Equal(0, await _server.StopAsync());
        await _server.RestartAsync();

        await using var ada = await _server.ConnectAsync(talk.Ada);
        await using var bob = await _server.ConnectAsync(await _server.Api.LoginAsync(talk.Bob.Handle));
        await using var third = await _server.ConnectAsync(eve);
        var sync = (await ada.SyncAsync()).Must();
        Assert.Equal((talk.ThreadId, epoch), (sync.Me.ActiveThreadId, sync.Epoch));
        Assert.Equal(before, await LogAsync(ada, talk.ThreadId));
        var view = Assert.Single((await bob.SyncAsync()).Must().Threads);
        Assert.Equal((20L, true, 61L), (view.ReadSeq, view.Active, view.LastSeq));
        Assert.Equal(talk.ThreadId, (await ada.OpenThreadAsync(eve.UserId)).MustRefuse("self_busy").ActiveThreadId);
        (await third.OpenThreadAsync(talk.Bob.UserId)).MustRefuse("peer_busy");

        Assert.Equal(62, (await ada.SendAsync(talk.ThreadId, "after", "the restart")).Must().Seq);
        await bob.ExpectEventAsync(talk.ThreadId, 62);
        (await bob.CloseThreadAsync(talk.ThreadId)).Must();
        (await third.OpenThreadAsync(talk.Bob.UserId)).Must();
    }

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_what_was_not_is_stored_once_when_retried()
    {
        const int InFlight = 40;
        await using var talk = await Conversation.StartAsync(_server);
        var acked = new Dictionary<string, AckShape>();
        var sent = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            await using var ada = await _server.ConnectAsync(talk.Ada);
            var ids = Enumerable.Range(0, InFlight).Select(number => $"r{round}-{number}").ToArray();
            sent.AddRange(ids);
            var sends = ids.Select(id => ada.SendAsync(talk.ThreadId, id, $"text of {id}")).ToArray();

            // The first acknowledgement means that the rest is on its way; the kill meets it anywhere.
            await sends[round * 10];
            await _server.KillAsync();
            for (var index = 0; index < InFlight; index++)
            {
                try
                {
                    acked[ids[index]] = (await sends[index]).Must();
                }
                catch (ConnectionLostException)
                {
                    // Its outcome is unknown; the retry finds it out.
                }
            }

            await _server.RestartAsync();
            await using var again = await _server.ConnectAsync(talk.Ada);
            foreach (var id in ids)
            {
                var ack = (await again.SendAsync(talk.ThreadId, id, $"text of {id}")).Must();
                if (acked.TryGetValue(id, out var first))
                {
                    Assert.Equal(first with { Duplicate = true }, ack with { Duplicate = true });
                    Assert.True(ack.Duplicate);
                }
            }
        }

        await using var reader = await _server.ConnectAsync(talk.Bob);
        var log = await LogAsync(reader, talk.ThreadId);
        Assert.Equal(Enumerable.Range(1, sent.Count + 1).Select(seq => (long)seq), log.Select(entry => entry.Seq));
        Assert.Equal(
            sent.Order(StringComparer.Ordinal), log.Skip(1).Select(entry => entry.ClientMessageId!).Order(StringComparer.Ordinal));
        Assert.Equal(talk.ThreadId, (await reader.SyncAsync()).Must().Me.ActiveThreadId);
        (await reader.CloseThreadAsync(talk.ThreadId)).Must();
        (await reader.OpenThreadAsync(talk.Ada.UserId)).Must();
        Assert.Equal(0, await _server.StopAsync());
    }

    [Fact]
    public async Task Nobody_is_stuck_after_a_kill_in_the_middle_of_opening_and_closing()
    {
        var accounts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _server.RegisterAsync("person")));
        var random = new Random(99);
        for (var round = 0; round < 3; round++)
        {
            var clients = await ConnectAllAsync(_server, accounts);
            var storm = Enumerable.Range(0, 30).Select(_ =>
            {
                var who = random.Next(accounts.Length);
                var with = (who + 1 + random.Next(accounts.Length - 1)) % accounts.Length;
                return clients[who].OpenThreadAsync(accounts[with].UserId, closeCurrent: random.Next(2) == 0);
            }).ToArray();
            await Task.WhenAny(storm.Skip(round * 5));
            await _server.KillAsync();
            await SettleAsync(storm);
            await DisposeAllAsync(clients);
            await _server.RestartAsync();
            var fresh = await ConnectAllAsync(_server, accounts);
            foreach (var client in fresh)
            {
                // A claim of an opening that the kill cut short may stand for a while, never in the way of closing.
                var sync = (await client.SyncAsync()).Must();
                foreach (var thread in sync.Threads.Where(thread => thread.Active))
                {
                    (await client.CloseThreadAsync(thread.ThreadId)).Must();
                }
            }

            for (var who = 0; who < accounts.Length; who += 2)
            {
                var thread = await OpenInTimeAsync(fresh[who], accounts[who + 1]);
                (await fresh[who + 1].SendAsync(thread.ThreadId, Guid.NewGuid().ToString("N"), "free")).Must();
                (await fresh[who].CloseThreadAsync(thread.ThreadId)).Must();
            }

            await DisposeAllAsync(fresh);
        }
    }

    [Fact]
    public async Task SIGTERM_tells_every_connection_once_and_ends_with_0()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var clients = new List<ChatClient> { talk.AdaClient, talk.BobClient };
        for (var device = 0; device < 6; device++)
        {
            clients.Add(await talk.ConnectAsync(device % 2 == 0 ? talk.Ada : talk.Bob));
        }

        await talk.SendManyAsync(talk.AdaClient, "a", 5);
        var stopping = _server.StopAsync();
        foreach (var client in clients)
        {
            Assert.InRange((await client.Pushes.ExpectAsync<DrainingShape>("Draining")).ReconnectAfterMs, 1, 60_000);
        }

        await Task.WhenAll(clients.Select(client => client.Hub.Closed)).WaitAsync(Wire.Deadline);
        Assert.Equal(0, await stopping);
        Assert.All(clients, client => Assert.Equal(1, client.Pushes.Count("Draining")));
    }

    // What an opening held that the kill cut short is given up when no opening can last that long, and not later.
    private static async Task<ThreadShape> OpenInTimeAsync(ChatClient client, Account with)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            var answer = await client.OpenThreadAsync(with.UserId);
            if (answer.Ok || answer.Error?.Code is not ("self_busy" or "peer_busy") || started.Elapsed > Wire.Deadline)
            {
                return answer.Must();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }
    }

    private static async Task<IReadOnlyList<EventShape>> LogAsync(ChatClient client, string threadId)
    {
        var replica = new ChatReplica(threadId);
        await replica.AttachAsync(client);
        return replica.Log;
    }

    // Answered or lost, each has come to its end.
    private static async Task SettleAsync(IEnumerable<Task> calls)
    {
        foreach (var call in calls)
        {
            try
            {
                await call;
            }
            catch (ConnectionLostException)
            {
                // The outcome is unknown, as it should be.
            }
        }
    }

    private static async Task<ChatClient[]> ConnectAllAsync(ChatServer server, IEnumerable<Account> accounts)
    {
        var clients = new List<ChatClient>();
        foreach (var account in accounts)
        {
            clients.Add(await server.ConnectAsync(account));
        }

        return [.. clients];
    }

    private static async Task DisposeAllAsync(IEnumerable<ChatClient> clients)
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }
}

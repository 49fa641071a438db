using System.Globalization;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Shards;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>The product as an operator runs it: a silo's process, two databases, the verb, and people who talk meanwhile.</summary>
[Collection(ShardsGroup.Name)]
public sealed class ProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task People_talk_on_while_their_bucket_moves()
    {
        await using var other = await PostgresServer.StartAsync();
        await using var chat = await ChatTopology.StartAsync(silos: 1, gateways: 0, new Dictionary<string, string>
        {
            ["Chat__Log__Shards__b"] = other.ConnectionString,
            ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8",
        });
        var (ada, bob) = (await chat.RegisterAsync("ada"), await chat.RegisterAsync("bob"));
        await using var adaClient = await ChatClient.ConnectAsync(chat.Urls[0], ada.AccessToken);
        await using var bobClient = await ChatClient.ConnectAsync(chat.Urls[0], bob.AccessToken);
        var epoch = (await adaClient.SyncAsync()).Must().Epoch;
        (await bobClient.SyncAsync()).Must();
        var threadId = (await adaClient.OpenThreadAsync(bob.Handle)).Must().ThreadId;

        using var moved = new CancellationTokenSource();
        var talking = TalkAsync(adaClient, threadId, moved.Token);
        await MoveAsync(chat, other, threadId, "b");
        await MoveAsync(chat, other, threadId, "home");
        await MoveAsync(chat, other, threadId, "b");
        await moved.CancelAsync();
        var seqs = await talking;

        // Each message has its place behind the one before, and both members were told of all of them, in order.
        Assert.Equal(Enumerable.Range(2, seqs.Count).Select(seq => (long)seq), seqs);
        foreach (var client in (ChatClient[])[adaClient, bobClient])
        {
            await client.ExpectEventAsync(threadId, seqs[^1]);
        }

        var sync = (await bobClient.SyncAsync(new Dictionary<string, long> { [threadId] = 0 }, epoch)).Must();
        Assert.Equal((epoch, threadId), (sync.Epoch, sync.Me.ActiveThreadId));
        var thread = Assert.Single(sync.Threads);
        Assert.Equal((ada.UserId, ada.Handle, seqs[^1], (long)seqs.Count), (thread.Peer.UserId, thread.Peer.Handle, thread.LastSeq, thread.Unread));
        Assert.Equal(Enumerable.Range(1, sync.Events[threadId].Count).Select(seq => (long)seq), sync.Events[threadId].Select(e => e.Seq));
        var history = (await bobClient.HistoryAsync(threadId, limit: 20)).Must().Messages;
        Assert.Equal(seqs.TakeLast(20), history.Select(message => message.Seq));
        Assert.Equal(0, (await bobClient.MarkReadAsync(threadId, seqs[^1])).Must().Unread);
        (await adaClient.CloseThreadAsync(threadId)).Must();
        Assert.Equal(seqs.Count + 2, await CountAsync(other));
        Assert.Equal(0, await CountAsync(chat.Postgres));
    }

    // As a client does: one message after the other, each until it is acknowledged.
    private static async Task<List<long>> TalkAsync(ChatClient client, string threadId, CancellationToken stop)
    {
        List<long> seqs = [];
        while (!stop.IsCancellationRequested)
        {
            var id = $"m{seqs.Count}";
            var answer = await client.SendAsync(threadId, id, id);
            if (answer.Ok)
            {
                seqs.Add(answer.Must().Seq);
            }
            else
            {
                Assert.Contains(answer.Error!.Code, (string[])["overloaded", "unavailable"]);
            }
        }

        return seqs;
    }

    private static async Task MoveAsync(ChatTopology chat, PostgresServer other, string threadId, string to)
    {
        var bucket = Bucket.Of(new ThreadId(Guid.ParseExact(threadId, "N")));
        await using var verb = ServerProcess.Start(new ProgramStart
        {
            Project = "Silo",
            Arguments = ["shards", "move", "--bucket", bucket.ToString(CultureInfo.InvariantCulture), "--to", to],
            Settings = new Dictionary<string, string>
            {
                ["ConnectionStrings__Chat"] = chat.Postgres.ConnectionString,
                ["Chat__Log__Shards__b"] = other.ConnectionString,
            },
        });
        Assert.True(await verb.WaitForExitAsync(Deadline) == 0, verb.Output);
        Assert.Contains($"Bucket {bucket} moved", verb.Output, StringComparison.Ordinal);
    }

    private static async Task<long> CountAsync(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM message_log", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

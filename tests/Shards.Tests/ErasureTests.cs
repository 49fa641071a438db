using System.Net;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Shards;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>
/// Rows 24 and 25 as an operator has them: a silo that is killed in the middle of an erasure, threads in two databases, logs,
/// and the verb that looks for what is left.
/// </summary>
[Collection(ShardsGroup.Name)]
public sealed class ErasureTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task An_erasure_outlives_its_silo_and_leaves_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("chat-erasure-");
        await using var other = await PostgresServer.StartAsync();
        await using var chat = await ChatTopology.StartAsync(new TopologyPlan
        {
            Silos = 1,
            Gateways = 0,
            LogFolder = folder.FullName,
            Settings = new Dictionary<string, string>
            {
                ["Chat__Log__Shards__b"] = other.ConnectionString,
                ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8",
                ["Chat__Jobs__Lease"] = "00:00:01",
                ["Chat__Jobs__Poll"] = "00:00:00.1",
                ["Chat__Jobs__FirstPause"] = "00:00:00.1",
                ["Chat__Erasure__SecondPass"] = "00:00:01",
                ["Chat__Retention__MessageDays"] = "30",
                ["Chat__Retention__Pause"] = "00:00:01",
            },
        });
        var word = $"quokka{Random.Shared.Next(1_000_000_000)}";
        var ada = await RegisterAsync(chat, word);
        var (bob, cleo) = (await chat.RegisterAsync("bob"), await chat.RegisterAsync("cleo"));
        string away, export;
        await using (var adaClient = await ChatClient.ConnectAsync(chat.Urls[0], ada.AccessToken))
        {
            (await adaClient.SyncAsync()).Must();
            await TalkAsync(adaClient, cleo, word);
            (await adaClient.BlockUserAsync(cleo.UserId, blocked: true)).Must();
            away = await TalkAsync(adaClient, bob, word);
            (await adaClient.ReportUserAsync(bob.UserId, "other", text: $"{word} reports")).Must();
            await MoveAsync(chat, other, away);
            export = Path.Combine(folder.FullName, "chat.json");
            await File.WriteAllTextAsync(export, await ExportAsync(chat, ada));
        }

        await using (var bobClient = await ChatClient.ConnectAsync(chat.Urls[0], bob.AccessToken))
        {
            (await bobClient.ReactAsync(away, "r-1", 2, "👍")).Must();
            (await bobClient.ReportUserAsync(ada.UserId, "other", away, 2, $"what {word} has written")).Must();
        }

        // Somebody holds one of the messages, and the erasure waits for it until its silo is killed.
        await using (var holding = await HoldAsync(other, away))
        {
            (await chat.Api.EraseAsync(ada.AccessToken)).MustBe(HttpStatusCode.Accepted);
            await UntilAsync(chat.Postgres, "SELECT count(*) = 0 FROM message_log WHERE type IN (1, 4) AND text IS NOT NULL");
            await chat.Silos[0].KillAsync();
            await EndSessionsAsync(other);
            Assert.Equal(3, await CountAsync(other, "SELECT count(*) FROM message_log WHERE type IN (1, 4) AND text IS NOT NULL"));
        }

        await chat.Silos[0].RestartAsync();
        await UntilAsync(chat.Postgres, "SELECT count(*) = 1 FROM job WHERE kind = 1 AND finished_at IS NOT NULL");

        await using (var bobClient = await ChatClient.ConnectAsync(chat.Urls[0], bob.AccessToken))
        {
            var sync = (await bobClient.SyncAsync(new Dictionary<string, long> { [away] = 0 })).Must();
            Assert.Equal(Enumerable.Range(1, sync.Events[away].Count).Select(seq => (long)seq), sync.Events[away].Select(e => e.Seq));
            Assert.All(sync.Events[away], e => Assert.Null(e.Text));
            Assert.Equal((0, "erased"), (sync.Threads.Single().Unread, sync.Threads.Single().Peer.State));
            Assert.All((await bobClient.HistoryAsync(away)).Must().Messages, message => Assert.NotNull(message.DeletedAt));
            await RetainAsync(chat, bobClient, cleo);
        }

        foreach (var server in (PostgresServer[])[chat.Postgres, other])
        {
            // What was being indexed when it went is forgotten a little later.
            await UntilAsync(server, "SELECT count(*) = 0 FROM message_search w JOIN message_log l USING (thread_id, seq) WHERE l.text IS NULL");
        }

        var log = Path.Combine(folder.FullName, "copy.log");
        File.Copy(Path.Combine(folder.FullName, "silo-1.log"), log);
        string[] check = ["--user", ada.UserId, "--export", export, "--files", log];
        var (code, output) = await CheckAsync(chat, other, check);
        Assert.True(code == 0, output);

        await other.ExecuteAsync("INSERT INTO known_shard (name, identity) VALUES ($1, '')", $"x {word.ToUpperInvariant()} 1 y");
        await File.AppendAllTextAsync(log, $"{Environment.NewLine}{word} 2");
        (code, output) = await CheckAsync(chat, other, check);
        Assert.True(code == 3, output);
        Assert.Contains("b: known_shard.name: 1", output, StringComparison.Ordinal);
        Assert.Contains("copy.log: line", output, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task<Account> RegisterAsync(ChatTopology chat, string word) => (await chat.Api.PostAsync("/auth/register", new
    {
        handle = word,
        password = ChatApi.Password,
        displayName = $"{word} the name",
        email = $"{word}@mail.example",
        deviceName = $"{word} the phone",
    })).Must<Account>(HttpStatusCode.Created);

    // Two messages, one of them edited, and a reaction.
    private static async Task<string> TalkAsync(ChatClient client, Account with, string word)
    {
        var threadId = (await client.OpenThreadAsync(with.Handle, closeCurrent: true)).Must().ThreadId;
        (await client.SendAsync(threadId, "a-1", $"{word} 1")).Must();
        (await client.SendAsync(threadId, "a-2", $"{word} 2")).Must();
        (await client.EditAsync(threadId, "e-1", 2, $"{word} 1 again")).Must();
        (await client.ReactAsync(threadId, "r-1", 3, "🎉")).Must();
        return threadId;
    }

    private static async Task<string> ExportAsync(ChatTopology chat, Account account)
    {
        var export = await chat.Api.ExportAsync(account.AccessToken);
        var file = export.Files!.Single(one => one.Format == "json");
        return (await chat.Api.SendAsync(HttpMethod.Get, file.Path, token: account.AccessToken)).Text;
    }

    private static async Task MoveAsync(ChatTopology chat, PostgresServer other, string threadId)
    {
        await using var moves = await ShardMoves.OpenAsync(
            chat.Postgres.ConnectionString,
            ShardsFixture.ConfigurationOf((ShardsFixture.Other, other.ConnectionString)),
            toMove: true,
            CancellationToken.None);
        await moves.MoveAsync(Bucket.Of(new ThreadId(Guid.ParseExact(threadId, "N"))), ShardsFixture.Other, CancellationToken.None);
    }

    // The connection's transaction ends with it.
    private static async Task<NpgsqlConnection> HoldAsync(PostgresServer server, string threadId)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false, ApplicationName = "holding" }.ConnectionString);
        await connection.OpenAsync();
        await using var begin = new NpgsqlCommand("BEGIN", connection);
        await begin.ExecuteNonQueryAsync();
        await using var hold = new NpgsqlCommand("SELECT FROM message_log WHERE thread_id = $1 AND seq = 3 FOR UPDATE", connection);
        hold.Parameters.Add(new() { Value = Guid.ParseExact(threadId, "N") });
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    // What the killed silo has sent, and what waits, would still be done once nobody holds it up.
    private static async Task EndSessionsAsync(PostgresServer server)
    {
        await server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
        await UntilAsync(server, "SELECT count(*) = 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    // A message that is too old goes, and the next one stays unread.
    private static async Task RetainAsync(ChatTopology chat, ChatClient bobClient, Account cleo)
    {
        var threadId = (await bobClient.OpenThreadAsync(cleo.Handle, closeCurrent: true)).Must().ThreadId;
        (await bobClient.SendAsync(threadId, "b-1", "an old one")).Must();
        (await bobClient.SendAsync(threadId, "b-2", "a young one")).Must();
        await using var cleoClient = await ChatClient.ConnectAsync(chat.Urls[0], cleo.AccessToken);
        (await cleoClient.SyncAsync()).Must();
        await chat.Postgres.ExecuteAsync(
            "UPDATE message_log SET at = at - interval '31 days' WHERE thread_id = $1 AND seq <= 2", Guid.ParseExact(threadId, "N"));
        var gone = await cleoClient.Pushes.ExpectAsync<EventShape>("Event", e => e.ThreadId == threadId, Deadline);
        Assert.Equal(("deleted", 4, 2), (gone.Type, gone.Seq, gone.TargetSeq!.Value));
        var messages = (await cleoClient.HistoryAsync(threadId)).Must().Messages;
        Assert.Equal([(2, null), (3, "a young one")], messages.Select(message => (message.Seq, message.Text)));
        Assert.Equal(1, (await cleoClient.MarkReadAsync(threadId, 1)).Must().Unread);
    }

    private static async Task<(int Code, string Output)> CheckAsync(ChatTopology chat, PostgresServer other, string[] arguments)
    {
        await using var verb = ServerProcess.Start(new ProgramStart
        {
            Project = "Silo",
            Arguments = ["erasure", "check", .. arguments],
            Settings = new Dictionary<string, string>
            {
                ["ConnectionStrings__Chat"] = chat.Postgres.ConnectionString,
                ["Chat__Log__Shards__b"] = other.ConnectionString,
            },
        });
        return (await verb.WaitForExitAsync(Deadline), verb.Output);
    }

    private static async Task UntilAsync(PostgresServer server, string isSo)
    {
        using var patience = new CancellationTokenSource(Deadline);
        while (!await AskAsync<bool>(server, isSo))
        {
            await Task.Delay(Pause, patience.Token);
        }
    }

    private static Task<long> CountAsync(PostgresServer server, string statement) => AskAsync<long>(server, statement);

    private static async Task<T> AskAsync<T>(PostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

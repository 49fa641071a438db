using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Outages.Tests;

/// <summary>A silo that stands still until it is declared dead, and wakes with calls in its hands.</summary>
public class FencingTests
{
    private const int Pairs = 4;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Send_SiloPausedAndWoken_NothingOfItGetsPastWhatWasStoredMeanwhile()
    {
        await using var topology = await ChatTopology.StartAsync(silos: 2, gateways: 0);
        var (paused, awake) = (topology.Silos[0], topology.Silos[1]);
        var pairs = await Task.WhenAll(Enumerable.Range(0, Pairs).Select(_ => Pair.OpenAsync(topology, paused.Url, awake.Url)));

        // On their way through the silo when it stops: what comes of them is known when it wakes, or never.
        var early = pairs.SelectMany(pair => Enumerable.Range(0, 10).Select(n => pair.TrySendAsync(pair.OnPaused, $"early{n}"))).ToList();
        await paused.PauseAsync();
        try
        {
            // The other silo takes over every thread: each goes on, is closed and opened again, and goes on.
            await Task.WhenAll(pairs.Select(pair => pair.GoOnAsync()));
        }
        finally
        {
            await paused.ResumeAsync();
        }

        // Straight into the silo that does not know yet that it is dead.
        var late = pairs.Select(pair => pair.TrySendAsync(pair.OnPaused, "late")).ToList();
        await Task.WhenAll(early);
        await Task.WhenAll(late);
        await Task.WhenAll(pairs.Select(pair => pair.SendUntilStoredAsync("last")));

        foreach (var pair in pairs)
        {
            await pair.VerifyAsync();
            await pair.DisposeAsync();
        }

        await using var connection = new NpgsqlConnection(topology.Postgres.ConnectionString);
        await connection.OpenAsync();
        await using var twice = new NpgsqlCommand(
            "SELECT count(*) FROM (SELECT user_id FROM thread_member WHERE phase IS NOT NULL GROUP BY user_id HAVING count(*) > 1) two", connection);
        Assert.Equal(0L, await twice.ExecuteScalarAsync());
    }

    /// <summary>Two people: one is connected to the silo that stops, the other to the one that goes on.</summary>
    private sealed class Pair(string threadId, string peer, ChatClient onPaused, ChatClient onAwake) : IAsyncDisposable
    {
        private readonly Dictionary<string, AckShape> _acknowledged = [];

        public ChatClient OnPaused => onPaused;

        public static async Task<Pair> OpenAsync(ChatTopology topology, Uri paused, Uri awake)
        {
            var (one, other) = (await topology.RegisterAsync("one"), await topology.RegisterAsync("other"));
            var onPaused = await ChatClient.ConnectAsync(paused, one.AccessToken);
            var onAwake = await ChatClient.ConnectAsync(awake, other.AccessToken);
            var thread = (await onAwake.OpenThreadAsync(one.Handle)).Must();
            return new Pair(thread.ThreadId, one.Handle, onPaused, onAwake);
        }

        /// <summary>Sends once; an answer, a refusal and a lost connection are all right, as long as the log agrees.</summary>
        public async Task TrySendAsync(ChatClient client, string id)
        {
            try
            {
                Take(id, await client.SendAsync(threadId, id, $"text of {id}"));
            }
            catch (Exception exception) when (exception is ConnectionLostException or TimeoutException)
            {
                // Nobody knows.
            }
        }

        /// <summary>Sends through the silo that is awake until it is stored.</summary>
        public Task SendUntilStoredAsync(string id) => UntilAsync(id, async () =>
        {
            var answer = await onAwake.SendAsync(threadId, id, $"text of {id}");
            Take(id, answer);
            return answer.Ok;
        });

        public async Task GoOnAsync()
        {
            await SendUntilStoredAsync("first");
            await UntilAsync("close", async () => (await onAwake.CloseThreadAsync(threadId)).Ok);
            await UntilAsync("open", async () => (await onAwake.OpenThreadAsync(peer)).Ok);
            await SendUntilStoredAsync("second");
        }

        public async Task VerifyAsync()
        {
            var events = (await onAwake.SyncAsync(new Dictionary<string, long> { [threadId] = 0 })).Must().Events[threadId];
            Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(e => e.Seq));
            var messages = events.Where(e => e.Type == "message").ToList();
            Assert.Equal(messages.Count, messages.DistinctBy(e => (e.SenderId, e.ClientMessageId)).Count());
            Assert.All(_acknowledged, entry =>
            {
                var stored = events[(int)entry.Value.Seq - 1];
                Assert.Equal((entry.Key, entry.Value.SentAt), (stored.ClientMessageId!, stored.At));
            });

            // No message where the thread was closed.
            var active = false;
            foreach (var e in events)
            {
                Assert.True(e.Type switch { "opened" => !active, _ => active }, $"{e.Type} at {e.Seq}");
                active = e.Type != "closed";
            }
        }

        public async ValueTask DisposeAsync()
        {
            await onPaused.DisposeAsync();
            await onAwake.DisposeAsync();
        }

        private void Take(string id, Answer<AckShape> answer)
        {
            lock (_acknowledged)
            {
                if (answer.Ok)
                {
                    _acknowledged.TryAdd(id, answer.Value!);
                    Assert.Equal(_acknowledged[id].Seq, answer.Value!.Seq);
                }
                else
                {
                    Assert.Contains(answer.Error!.Code, (string[])["overloaded", "unavailable", "thread_inactive"]);
                }
            }
        }

        private static async Task UntilAsync(string what, Func<Task<bool>> tryAsync)
        {
            using var deadline = new CancellationTokenSource(Deadline);
            while (true)
            {
                try
                {
                    if (await tryAsync())
                    {
                        return;
                    }
                }
                catch (TimeoutException)
                {
                    // Once more, with the same id.
                }

                if (deadline.IsCancellationRequested)
                {
                    throw new ExpectationException($"{what} did not succeed in {Deadline.TotalSeconds:F0} s.");
                }
            }
        }
    }
}

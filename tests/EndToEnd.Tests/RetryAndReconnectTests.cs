using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class RetryAndReconnectTests(SharedServer shared)
{
    private const int MessagesEach = 500;
    private const int ReconnectsEach = 50;
    private const int Seed = 20_240_229;

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task After_1000_retries_and_100_reconnects_at_random_points_both_sides_hold_the_same_log()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var sides = await Task.WhenAll(
            RunAsync(talk, talk.Ada, "ada", new Random(Seed)), RunAsync(talk, talk.Bob, "bob", new Random(Seed + 1)));
        Assert.All(sides, side => Assert.Equal((MessagesEach, ReconnectsEach), (side.Retries, side.Reconnects)));

        const int Last = 1 + (2 * MessagesEach);
        foreach (var side in sides)
        {
            await side.Replica.ReachAsync(Last);
            await side.Replica.SettleAsync();
            await side.Client.DisposeAsync();
            Assert.Empty(side.Replica.Breaches);
            Assert.Equal(Enumerable.Range(1, Last).Select(seq => (long)seq), side.Replica.Log.Select(entry => entry.Seq));
        }

        Assert.Equal(sides[0].Replica.Log, sides[1].Replica.Log);
        var expected = Enumerable.Range(0, MessagesEach).SelectMany(number => new[] { $"ada-{number}", $"bob-{number}" });
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            sides[0].Replica.Log.Skip(1).Select(entry => entry.ClientMessageId!).Order(StringComparer.Ordinal));

        var fresh = new ChatReplica(talk.ThreadId);
        await fresh.AttachAsync(await talk.ConnectAsync(talk.Bob));
        Assert.Equal(sides[0].Replica.Log, fresh.Log);
    }

    // Every message is sent twice at a random distance; at random points the connection breaks with sends under way.
    private async Task<Side> RunAsync(Conversation talk, Account account, string name, Random random)
    {
        var breaks = Enumerable.Range(0, MessagesEach).OrderBy(_ => random.Next()).Take(ReconnectsEach).ToHashSet();
        var side = new Side(await _server.ConnectAsync(account), new ChatReplica(talk.ThreadId));
        await side.Replica.AttachAsync(side.Client);
        for (var number = 0; number < MessagesEach; number++)
        {
            var (id, text) = ($"{name}-{number}", $"message {number} of {name}");
            var attempt = side.Client.SendAsync(talk.ThreadId, id, text);
            if (random.Next(2) == 0)
            {
                await Task.WhenAny(attempt);
            }

            var retry = side.Client.SendAsync(talk.ThreadId, id, text);
            side.Retries++;
            if (breaks.Contains(number))
            {
                for (var yields = random.Next(50); yields > 0; yields--)
                {
                    await Task.Yield();
                }

                side.Client.Abort();
                await side.Client.Hub.Closed.WaitAsync(Wire.Deadline);
                await side.Client.DisposeAsync();
                side.Client = await _server.ConnectAsync(account);
                side.Reconnects++;
                await side.Replica.AttachAsync(side.Client);
            }

            var answers = new[] { await OutcomeAsync(attempt), await OutcomeAsync(retry) };
            var final = (await side.Client.SendAsync(talk.ThreadId, id, text)).Must();
            Assert.All(answers, answer => Assert.True(answer is null || answer.Seq == final.Seq && answer.SentAt == final.SentAt));
            Assert.True(answers.Count(answer => answer is { Duplicate: false }) + (final.Duplicate ? 0 : 1) <= 1);
        }

        return side;
    }

    private static async Task<AckShape?> OutcomeAsync(Task<Answer<AckShape>> sending)
    {
        try
        {
            return (await sending).Must();
        }
        catch (ConnectionLostException)
        {
            return null;
        }
    }

    private sealed class Side(ChatClient client, ChatReplica replica)
    {
        public ChatClient Client { get; set; } = client;

        public ChatReplica Replica { get; } = replica;

        public int Retries { get; set; }

        public int Reconnects { get; set; }
    }
}

using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class SendingRaceTests(ClusterFixture fixture)
{
    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Send_RacingAClose_StoresWhatItAcceptsAndNothingBehindClosed()
    {
        var random = new Random(21);
        var users = await fixture.NewUsersAsync(2);
        var answers = new Dictionary<string, Result<SendAck>>();
        var threadId = default(ThreadId);
        for (var round = 0; round < 30; round++)
        {
            threadId = await Cluster.OpenedAsync(users[0], users[1]);
            var sends = Enumerable.Range(0, 12).Select(SendOneAsync).ToList();
            var closed = Cluster.Thread(threadId, random.Next(2)).CloseAsync(users[1]);
            sends.AddRange(Enumerable.Range(12, 12).Select(SendOneAsync));
            foreach (var (id, answer) in await Task.WhenAll(sends))
            {
                answers.Add(id, answer);
            }

            (await closed).Accepted();

            async Task<(string, Result<SendAck>)> SendOneAsync(int i)
            {
                var id = $"r{round}-{i}";
                return (id, await Cluster.SendAsync(threadId, users[i % 2], id, silo: random.Next(2)));
            }
        }

        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        var log = stored.LogOf(threadId).Where(e => e.Type == EventType.Message).ToDictionary(e => e.Id!);
        foreach (var (id, answer) in answers)
        {
            if (answer.Ok)
            {
                Assert.Equal((log[id].Seq, false), (answer.Value.Seq, answer.Value.Duplicate));
                Assert.Equal(log[id].At, answer.Value.SentAt.UtcDateTime);
            }
            else
            {
                answer.Refused(RefusalCode.ThreadInactive);
                Assert.False(log.ContainsKey(id));
            }
        }

        Assert.Contains(answers.Values, answer => answer.Ok);
    }

    [Fact]
    public async Task Send_BehindACloseThatIsBeingStored_IsRefused()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        Task<Result<SendAck>> before, behind;
        Task<Result<ThreadView>> closing;
        await using (var held = await fixture.HoldCommitsAsync())
        {
            before = Cluster.SendAsync(threadId, users[0], "before");
            await held.BlockedAsync();
            closing = Cluster.Thread(threadId).CloseAsync(users[1]);

            // Calls may overtake each other: the thread says when it has taken the closing.
            while ((await Cluster.Thread(threadId).SetTypingAsync(users[0], typing: false)).Ok)
            {
            }

            behind = Cluster.SendAsync(threadId, users[0], "behind");
            (await behind).Refused(RefusalCode.ThreadInactive);
            Assert.False(before.IsCompleted || closing.IsCompleted);
        }

        Assert.Equal(2, (await before).Accepted().Seq);
        Assert.Equal(3, (await closing).Accepted().LastSeq);
        var stored = await fixture.ReadAsync(users);
        Assert.Equal([EventType.Opened, EventType.Message, EventType.Closed], stored.TypesOf(threadId));
    }

    [Fact]
    public async Task Send_TheSameIdWhileItIsBeingStored_WaitsForThatCommit()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        List<Task<Result<SendAck>>> sends = [];
        await using (var held = await fixture.HoldCommitsAsync())
        {
            sends.Add(Cluster.SendAsync(threadId, users[0], "same"));
            await held.BlockedAsync();
            sends.AddRange(Enumerable.Range(0, 6).Select(i => Cluster.SendAsync(threadId, users[0], "same", silo: i % 2)));

            // The other member's id is another one, and another text is a mismatch at once.
            var other = Cluster.SendAsync(threadId, users[1], "same");
            var changed = await Cluster.Thread(threadId).SendAsync(
                users[0], [new SendCommand { ClientMessageId = "same", Text = "changed" }]);
            Assert.Equal(2, changed.Single().Refused(RefusalCode.IdempotencyMismatch).Seq);
            Assert.All(sends, send => Assert.False(send.IsCompleted));
            sends.Add(other);
        }

        var answers = (await Task.WhenAll(sends)).Select(answer => answer.Accepted()).ToList();
        Assert.Equal((3, false), (answers[^1].Seq, answers[^1].Duplicate));
        Assert.All(answers.SkipLast(1), answer => Assert.Equal((2, answers[0].SentAt), (answer.Seq, answer.SentAt)));
        Assert.Equal([false, true, true, true, true, true, true], answers.SkipLast(1).Select(answer => answer.Duplicate));
        Assert.Equal(3, (await fixture.ReadAsync(users)).LogOf(threadId).Count);
    }

    [Fact]
    public async Task Send_BatchesFromBothSilos_KeepEachCallersOrder()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var batches = Enumerable.Range(0, 40).Select(async batch =>
        {
            var commands = Enumerable.Range(0, 5).Select(i => ChatCluster.Message($"b{batch}-{i}"));
            var answers = await Cluster.Thread(threadId, silo: batch % 2).SendAsync(users[batch / 2 % 2], [.. commands]);
            return answers.Select(answer => answer.Accepted().Seq).ToList();
        });
        var seqs = await Task.WhenAll(batches);

        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        var log = stored.LogOf(threadId);
        Assert.Equal(1 + (40 * 5), log.Count);
        for (var batch = 0; batch < seqs.Length; batch++)
        {
            Assert.Equal(seqs[batch].Order(), seqs[batch]);
            Assert.Equal(
                Enumerable.Range(0, 5).Select(i => (users[batch / 2 % 2], $"b{batch}-{i}", $"text of b{batch}-{i}")),
                seqs[batch].Select(seq => log[(int)seq - 1]).Select(e => (e.Sender, e.Id!, e.Text!)));
        }
    }

    [Fact]
    public async Task Send_RetryAfterTheThreadWasForgotten_GetsTheFirstAnswer()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var first = (await Cluster.SendAsync(threadId, users[0], "once")).Accepted();
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();
        await Cluster.ForgetAsync(threadId);
        Assert.Equal(first with { Duplicate = true }, (await Cluster.SendAsync(threadId, users[0], "once", silo: 1)).Accepted());
        (await Cluster.SendAsync(threadId, users[1], "once")).Refused(RefusalCode.ThreadInactive);
        Assert.Equal(3, (await fixture.ReadAsync(users)).LogOf(threadId).Count);
    }
}

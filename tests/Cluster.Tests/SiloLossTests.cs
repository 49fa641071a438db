using System.Collections.Concurrent;
using System.Diagnostics;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class SiloLossTests(ClusterFixture fixture)
{
    private const int Messages = 80;
    private const int AcknowledgedBeforeTheLoss = 150;

    // As a gateway tries: a call in flight to a silo that is gone hangs until it is declared dead.
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(UserId Sender, string Id), SendAck> _acknowledged = new();
    private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Send_ASiloGoesAway_EachAcknowledgedMessageIsStoredOnce()
    {
        await using var cluster = await fixture.StartClusterAsync(maxActiveThreads: 1);
        var users = await fixture.NewUsersAsync(12);
        List<ThreadId> threads = [];
        foreach (var pair in users.Chunk(2))
        {
            threads.Add(await cluster.OpenedAsync(pair[0], pair[1]));
        }

        var homes = threads.Select(thread => cluster.SiloOf(cluster.Thread(thread)))
            .Concat(users.Select(user => cluster.SiloOf(cluster.User(user))));
        Assert.Contains(1, homes);
        var talks = users.Select((user, i) => TalkAsync(cluster, threads[i / 2], user)).ToList();
        await _underWay.Task;
        Assert.InRange(_acknowledged.Count, AcknowledgedBeforeTheLoss, (users.Length * Messages) - 1);
        await cluster.KillSiloAsync(1);
        await Task.WhenAll(talks);

        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        Assert.Equal(users.Length * Messages, _acknowledged.Count);
        var messages = threads.SelectMany(stored.LogOf).Where(e => e.Type == EventType.Message)
            .ToDictionary(e => (e.Sender, e.Id!), e => (e.Seq, e.At));
        Assert.Equal(messages, _acknowledged.ToDictionary(ack => ack.Key, ack => (ack.Value.Seq, ack.Value.SentAt.UtcDateTime)));
        await stored.AssertClaimsAsync(cluster, users);

        // Whoever was held by a thread on the lost silo is free once it is closed.
        foreach (var (threadId, pair) in threads.Zip(users.Chunk(2)))
        {
            await UntilAnsweredAsync(() => cluster.Thread(threadId).CloseAsync(pair[0]));
        }

        await (await fixture.ReadAsync(users)).AssertClaimsAsync(cluster, users);
        await cluster.OpenedAsync(users[0], users[^1]);
    }

    private async Task TalkAsync(ChatCluster cluster, ThreadId threadId, UserId sender)
    {
        var last = 0L;
        for (var i = 0; i < Messages; i++)
        {
            var id = $"m{i}";
            var ack = await UntilAnsweredAsync(() => cluster.SendAsync(threadId, sender, id));
            Assert.True(ack.Seq > last, "A sender's messages are stored in the order in which they were sent.");
            last = ack.Seq;
            Assert.True(_acknowledged.TryAdd((sender, id), ack));
            if (_acknowledged.Count >= AcknowledgedBeforeTheLoss)
            {
                _underWay.TrySetResult();
            }
        }
    }

    // The same call again, as often as its outcome is unknown.
    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<Result<T>>> call)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        for (; ; )
        {
            try
            {
                var answer = await call().WaitAsync(Attempt);
                if (answer.Ok || answer.Error.Code is not (RefusalCode.Unavailable or RefusalCode.Overloaded))
                {
                    return answer.Accepted();
                }
            }
            catch (Exception e) when (e is TimeoutException or OrleansException && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Yield();
            }
        }
    }
}

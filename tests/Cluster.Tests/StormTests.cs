using System.Collections.Concurrent;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>Everybody opens, closes and sends at once; then PostgreSQL has to hold to every rule.</summary>
[Collection(ClusterGroup.Name)]
public sealed class StormTests(ClusterFixture fixture)
{
    private const int Users = 6;
    private const int Workers = 6;
    private const int Steps = 100;

    private readonly ConcurrentDictionary<(ThreadId Thread, UserId Sender, string Id), SendAck> _accepted = new();
    private readonly ConcurrentDictionary<(UserId, UserId), ThreadId> _known = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AnyCalls_AtOnce_LeaveEveryRuleTrue(int seed)
    {
        var users = await fixture.NewUsersAsync(Users);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => WorkAsync(users, worker, new Random((seed * 100) + worker))));

        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        await stored.AssertClaimsAsync(fixture.Cluster, users);
        var messages = stored.Threads
            .SelectMany(thread => stored.LogOf(thread).Where(e => e.Type == EventType.Message), (thread, e) => (thread, e))
            .ToDictionary(row => (row.thread, row.e.Sender, row.e.Id!), row => row.e.Seq);
        Assert.Equal(messages, _accepted.ToDictionary(ack => ack.Key, ack => ack.Value.Seq));
        Assert.NotEmpty(messages);

        // What a catch-up says is what the log says, and everybody can go on.
        foreach (var user in users)
        {
            Assert.Equal(stored.ActiveOf(user).Cast<ThreadId?>().SingleOrDefault(), await fixture.Cluster.SyncedActiveAsync(user));
        }

        foreach (var threadId in stored.Active)
        {
            (await fixture.Cluster.Thread(threadId).CloseAsync(stored.MembersOf(threadId)[1])).Accepted();
        }

        await Task.WhenAll(users.Chunk(2).Select(pair => fixture.Cluster.OpenedAsync(pair[0], pair[1])));
        await (await fixture.ReadAsync(users)).AssertClaimsAsync(fixture.Cluster, users);
    }

    [Fact]
    public async Task AnyGrain_Activated_LivesOnEitherSilo()
    {
        var users = await fixture.NewUsersAsync(24);
        List<IAddressable> threads = [];
        foreach (var pair in users.Chunk(2))
        {
            threads.Add(fixture.Cluster.Thread(await fixture.Cluster.OpenedAsync(pair[0], pair[1])));
        }

        Assert.Equal([0, 1], threads.Select(fixture.Cluster.SiloOf).Distinct().Order().Cast<int>());
        Assert.Equal([0, 1], users.Select(user => fixture.Cluster.SiloOf(fixture.Cluster.User(user))).Distinct().Order().Cast<int>());
    }

    private async Task WorkAsync(UserId[] users, int worker, Random random)
    {
        for (var step = 0; step < Steps; step++)
        {
            var pair = random.GetItems(users, 2);
            var silo = random.Next(2);
            if (pair[0] == pair[1])
            {
                continue;
            }

            var known = _known.TryGetValue((pair[0], pair[1]), out var threadId);
            switch (random.Next(10))
            {
                case < 5:
                    await OpenAsync(pair[0], pair[1], random.Next(2) == 0, silo);
                    break;
                case < 7 when known:
                    (await fixture.Cluster.Thread(threadId, silo).CloseAsync(pair[0])).Accepted();
                    break;
                default:
                    await Task.WhenAll(_known.ToArray()
                        .Where(entry => entry.Key.Item1 == pair[0])
                        .Select(entry => SendAsync(entry.Value, pair[0], $"w{worker}-s{step}", silo)));
                    break;
            }
        }
    }

    private async Task OpenAsync(UserId caller, UserId with, bool closeCurrent, int silo)
    {
        var answer = await fixture.Cluster.OpenAsync(caller, with, closeCurrent, silo);
        if (answer.Ok)
        {
            _known[(caller, with)] = _known[(with, caller)] = answer.Value.Thread.ThreadId;
        }
        else
        {
            Assert.True(answer.Error.Code is RefusalCode.SelfBusy or RefusalCode.PeerBusy, answer.Error.Code);
        }
    }

    private async Task SendAsync(ThreadId threadId, UserId sender, string id, int silo)
    {
        var answer = await fixture.Cluster.SendAsync(threadId, sender, id, silo);
        if (answer.Ok)
        {
            Assert.False(answer.Value.Duplicate);
            Assert.True(_accepted.TryAdd((threadId, sender, id), answer.Value));
        }
        else
        {
            answer.Refused(RefusalCode.ThreadInactive);
        }
    }
}

using System.Collections.Concurrent;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Cluster.Tests;

/// <summary>
/// Activations end while people open and close, and take with them what they held in memory; and some openings last
/// longer than their claims are protected.
/// </summary>
[Collection(ClusterGroup.Name)]
public sealed class ForgetfulStormTests(ClusterFixture fixture)
{
    private const int Workers = 5;
    private const int Steps = 20;

    private static readonly TimeSpan LongerThanAnOpening = ThreadOpening.Lasts + TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ThreadId, UserId> _known = new();
    private readonly ConcurrentDictionary<(ThreadId, UserId, string), long> _acknowledged = new();

    private ChatCluster Cluster => fixture.Cluster;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AnyCalls_WhileActivationsEnd_NobodyIsStuck(int seed)
    {
        var users = await fixture.NewUsersAsync(6);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => WorkAsync(users, worker, new Random((seed * 100) + worker))));

        // What an opening that was cut off still held is not protected any more; a catch-up frees it.
        Cluster.Clock.Advance(LongerThanAnOpening);
        foreach (var user in users)
        {
            await Cluster.SyncedActiveAsync(user);
        }

        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        await stored.AssertClaimsAsync(Cluster, users);
        foreach (var ((threadId, sender, id), seq) in _acknowledged)
        {
            var message = stored.LogOf(threadId)[(int)seq - 1];
            Assert.Equal((sender, id), (message.Sender, message.Id));
        }

        foreach (var threadId in stored.Active)
        {
            (await Cluster.Thread(threadId).CloseAsync(stored.MembersOf(threadId)[0])).Accepted();
        }

        await Task.WhenAll(users.Chunk(2).Select(pair => Cluster.OpenedAsync(pair[1], pair[0])));
    }

    private async Task WorkAsync(UserId[] users, int worker, Random random)
    {
        for (var step = 0; step < Steps; step++)
        {
            var (caller, with, silo) = (users[random.Next(6)], users[random.Next(6)], random.Next(2));
            var (threadId, member) = _known.ElementAtOrDefault(random.Next(1 + _known.Count));
            try
            {
                switch (random.Next(10))
                {
                    case < 4 when caller != with:
                        await OpenAsync(caller, with, closeCurrent: random.Next(2) == 0, silo);
                        break;
                    case < 6 when member != default:
                        await Cluster.Thread(threadId, silo).CloseAsync(member);
                        break;
                    case < 8 when member != default:
                        await SendAsync(threadId, member, $"w{worker}-s{step}", silo);
                        break;
                    case 8 when member != default:
                        await Cluster.ForgetAsync(threadId);
                        break;
                    case 9 when step % 2 == 0:
                        await Cluster.ForgetAsync(caller);
                        break;
                    case 9:
                        Cluster.Clock.Advance(LongerThanAnOpening);
                        break;
                }
            }
            catch (OrleansException)
            {
                // A call that was forwarded too often between activations: nobody knows its outcome.
            }
        }
    }

    private async Task OpenAsync(UserId caller, UserId with, bool closeCurrent, int silo)
    {
        var answer = await Cluster.OpenAsync(caller, with, closeCurrent, silo);
        if (answer.Ok)
        {
            _known[answer.Value.Thread.ThreadId] = caller;
        }
        else
        {
            // The clock that jumps makes what waits in the log's queue look old, so it may refuse more.
            Assert.True(
                answer.Error.Code is RefusalCode.SelfBusy or RefusalCode.PeerBusy or RefusalCode.Unavailable or RefusalCode.Overloaded,
                answer.Error.Code);
        }
    }

    private async Task SendAsync(ThreadId threadId, UserId sender, string id, int silo)
    {
        if (await Cluster.SendAsync(threadId, sender, id, silo) is { Ok: true } answer)
        {
            _acknowledged[(threadId, sender, id)] = answer.Accepted().Seq;
        }
    }
}

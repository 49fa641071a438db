using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class BlockTests(ClusterFixture fixture)
{
    private const int Rounds = 8;

    private ChatCluster Cluster => fixture.Cluster;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Block_ActiveThread_EndsItAndFreesBoth(int blocker)
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        (await Cluster.BlockAsync(users[blocker], users[1 - blocker], silo: 1)).Accepted();

        Assert.Equal([EventType.Opened, EventType.Closed], (await AssertInactiveAsync(users)).TypesOf(threadId));
        await AssertBlockedAsync(users);
        var views = await Task.WhenAll(users.Select(user => Cluster.Reader().GetAsync(user, threadId)));
        Assert.Equal(blocker == 0, views[0].Accepted().Blocked);
        Assert.Equal(blocker == 1, views[1].Accepted().Blocked);
    }

    [Fact]
    public async Task Block_WithoutAThread_KeepsBothFromOpeningOne()
    {
        var users = await fixture.NewUsersAsync(2);
        (await Cluster.BlockAsync(users[0], users[1])).Accepted();
        (await Cluster.BlockAsync(users[0], users[1])).Accepted();
        await AssertBlockedAsync(users);
        (await Cluster.BlockAsync(users[0], users[1], blocked: false)).Accepted();
        await Cluster.OpenedAsync(users[1], users[0]);
    }

    [Fact]
    public async Task Block_RacingWithOpenings_LeavesNoPhaseOnceItIsAnswered()
    {
        var random = new Random(31);
        var users = await fixture.NewUsersAsync(2);
        for (var round = 0; round < Rounds; round++)
        {
            var openings = new[]
            {
                Cluster.OpenAsync(users[0], users[1], silo: random.Next(2)),
                Cluster.OpenAsync(users[1], users[0], silo: random.Next(2)),
            };
            var blocker = random.Next(2);
            (await Cluster.BlockAsync(users[blocker], users[1 - blocker], silo: random.Next(2))).Accepted();

            // From the answer on, whatever was under way.
            Assert.Empty((await fixture.ReadAsync(users)).Active);
            foreach (var answer in await Task.WhenAll(openings))
            {
                Assert.True(
                    answer.Ok || answer.Error!.Code is RefusalCode.Blocked or RefusalCode.PeerBusy or RefusalCode.Unavailable, $"{answer.Error}");
            }

            await AssertBlockedAsync(users);
            await AssertInactiveAsync(users);
            (await Cluster.BlockAsync(users[blocker], users[1 - blocker], blocked: false, silo: random.Next(2))).Accepted();
        }
    }

    [Fact]
    public async Task Block_ByBothWhileOneCloses_EndsItOnce()
    {
        var random = new Random(32);
        var users = await fixture.NewUsersAsync(2);
        for (var round = 0; round < Rounds; round++)
        {
            var threadId = await Cluster.OpenedAsync(users[0], users[1]);
            var closing = Cluster.Thread(threadId, random.Next(2)).CloseAsync(users[random.Next(2)]);
            var blocks = await Task.WhenAll(
                Cluster.BlockAsync(users[0], users[1], silo: random.Next(2)),
                Cluster.BlockAsync(users[1], users[0], silo: random.Next(2)));
            Assert.All(blocks, answer => answer.Accepted());
            (await closing).Accepted();
            Assert.Equal(2 * (round + 1), (await AssertInactiveAsync(users)).LogOf(threadId).Count);

            // One of the two is enough.
            (await Cluster.BlockAsync(users[0], users[1], blocked: false)).Accepted();
            await AssertBlockedAsync(users);
            (await Cluster.BlockAsync(users[1], users[0], blocked: false)).Accepted();
        }
    }

    [Fact]
    public async Task Open_BlockThatEndedBeforeTheThreadKnew_FinishesIt()
    {
        var users = await fixture.NewUsersAsync(2);
        await Cluster.OpenedAsync(users[0], users[1]);
        await StoreBlockAsync(users[0], users[1]);
        (await Cluster.OpenAsync(users[1], users[0])).Refused(RefusalCode.Blocked);
        await AssertInactiveAsync(users);
    }

    [Fact]
    public async Task Open_UnblockThatEndedBeforeTheThreadKnew_Opens()
    {
        var users = await fixture.NewUsersAsync(2);
        await Cluster.OpenedAsync(users[0], users[1]);
        (await Cluster.BlockAsync(users[0], users[1])).Accepted();
        await fixture.ExecuteAsync("DELETE FROM block WHERE user_id = $1", users[0]);
        await Cluster.OpenedAsync(users[1], users[0]);
    }

    [Fact]
    public async Task Block_OpenedBehindTheActivationsBack_EndsThatToo()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();
        await Cluster.StoreAsync(threadId, 3, EventType.Opened, users[1], Guid.NewGuid());
        (await Cluster.BlockAsync(users[0], users[1])).Accepted();
        Assert.Equal(
            [EventType.Opened, EventType.Closed, EventType.Opened, EventType.Closed],
            (await AssertInactiveAsync(users)).TypesOf(threadId));
    }

    [Fact]
    public async Task Block_WhileAnOpeningWaitsForItsCaller_FreesBoth()
    {
        var users = await fixture.NewUsersAsync(3);
        await Cluster.OpenedAsync(users[0], users[1]);
        var threadId = await fixture.NewThreadAsync(users[0], users[2]);
        var step = (await Cluster.Thread(threadId).OpenAsync(users[0], closeCurrent: true)).Accepted();
        Assert.NotNull(step.CloseFirst);
        (await Cluster.BlockAsync(users[2], users[0])).Accepted();
        Assert.Empty(await Cluster.ClaimsAsync(users[2]));
        Assert.NotNull((await Cluster.Thread(threadId).CommitOpenAsync(users[0], step.AttemptId)).Accepted().Refused);
        Assert.Empty((await fixture.ReadAsync(users[2])).Active);
    }

    [Fact]
    public async Task Send_IntoABlockedThread_IsToldSoUnlessItIsStored()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var sent = (await Cluster.SendAsync(threadId, users[1], "m")).Accepted();
        (await Cluster.BlockAsync(users[0], users[1])).Accepted();
        var again = (await Cluster.SendAsync(threadId, users[1], "m", silo: 1)).Accepted();
        Assert.Equal((sent.Seq, true), (again.Seq, again.Duplicate));
        (await Cluster.SendAsync(threadId, users[1], "n")).Refused(RefusalCode.Blocked);
        (await Cluster.SendAsync(threadId, users[0], "o")).Refused(RefusalCode.Blocked);
        await Cluster.ForgetAsync(threadId);
        (await Cluster.SendAsync(threadId, users[1], "n")).Refused(RefusalCode.Blocked);
        (await Cluster.BlockAsync(users[0], users[1], blocked: false)).Accepted();
        (await Cluster.SendAsync(threadId, users[1], "n")).Refused(RefusalCode.ThreadInactive);
    }

    [Fact]
    public async Task Block_NobodyOrOneself_IsRefused()
    {
        var user = await fixture.NewUserAsync();
        (await Cluster.BlockAsync(user, UserId.NewRandom())).Refused(RefusalCode.UserNotFound);
        (await Cluster.BlockAsync(user, UserId.NewRandom(), blocked: false)).Refused(RefusalCode.UserNotFound);
        (await Cluster.BlockAsync(user, user)).Refused(RefusalCode.InvalidArgument);
    }

    private async Task<StoredThreads> AssertInactiveAsync(UserId[] users)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        Assert.Empty(stored.Active);
        await stored.AssertClaimsAsync(Cluster, users);
        return stored;
    }

    private async Task AssertBlockedAsync(UserId[] users)
    {
        (await Cluster.OpenAsync(users[0], users[1])).Refused(RefusalCode.Blocked);
        (await Cluster.OpenAsync(users[1], users[0], silo: 1)).Refused(RefusalCode.Blocked);
    }

    private Task StoreBlockAsync(UserId user, UserId other) => fixture.ExecuteAsync(
        "INSERT INTO block (user_id, blocked_id, created_at) VALUES ($1, $2, now())", user, other);
}

using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class OpeningRaceTests(ClusterFixture fixture)
{
    private const int Rounds = 20;

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Open_EachOtherAtOnce_BothGetTheSameThread()
    {
        var random = new Random(11);
        var users = await fixture.NewUsersAsync(2);
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(
                OpenAsync(random, users[0], users[1], closeCurrent: random.Next(2) == 0),
                OpenAsync(random, users[1], users[0], closeCurrent: random.Next(2) == 0));
            var threads = answers.Select(answer => answer.Accepted().Thread).ToList();
            Assert.Equal(threads[0].ThreadId, threads[1].ThreadId);
            Assert.Equal(round == 0 ? 1 : 0, answers.Count(answer => answer.Value!.Created));
            var stored = await AssertSoundAsync(users);
            Assert.Equal([threads[0].ThreadId], stored.Active);
            (await Cluster.Thread(threads[0].ThreadId).CloseAsync(users[round % 2])).Accepted();
        }
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(5, false)]
    public async Task Open_InARing_SomebodyWinsAndNobodyIsInTwo(int count, bool closeCurrent)
    {
        var random = new Random(12 + count);
        var users = await fixture.NewUsersAsync(count);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(users);
            var answers = await Task.WhenAll(
                users.Select((user, i) => OpenAsync(random, user, users[(i + 1) % count], closeCurrent)));
            Assert.Contains(answers, answer => answer.Ok);
            Assert.All(answers, AssertDecided);
            var stored = await AssertSoundAsync(users);
            Assert.NotEmpty(stored.Active);
            await CloseAllAsync(users);
        }

        // Nobody is left behind: each pair can still open.
        for (var i = 0; i < count; i++)
        {
            var threadId = await Cluster.OpenedAsync(users[i], users[(i + 1) % count]);
            (await Cluster.Thread(threadId).CloseAsync(users[i])).Accepted();
        }
    }

    [Fact]
    public async Task Open_ReopenRacingACloseAndAStranger_EndsConsistent()
    {
        var random = new Random(14);
        var users = await fixture.NewUsersAsync(3);
        random.Shuffle(users);
        var (one, other, stranger) = (users[0], users[1], users[2]);
        for (var round = 0; round < Rounds; round++)
        {
            var threadId = await Cluster.OpenedAsync(one, other);
            var close = Cluster.Thread(threadId, random.Next(2)).CloseAsync(one);
            var reopen = OpenAsync(random, other, one, closeCurrent: false);
            var strange = OpenAsync(random, stranger, one, closeCurrent: false);
            (await close).Accepted();
            AssertDecided(await reopen);
            AssertDecided(await strange);

            var stored = await AssertSoundAsync(users);
            Assert.InRange(stored.Active.Count, 0, 1);
            if ((await strange).Ok)
            {
                Assert.Equal([(await strange).Accepted().Thread.ThreadId], stored.Active);
            }

            await CloseAllAsync(users);
        }
    }

    private Task<Result<OpenedThread>> OpenAsync(Random random, UserId caller, UserId with, bool closeCurrent) =>
        Cluster.OpenAsync(caller, with, closeCurrent, silo: random.Next(2));

    private static void AssertDecided(Result<OpenedThread> answer) =>
        Assert.True(answer.Error?.Code is null or RefusalCode.SelfBusy or RefusalCode.PeerBusy, answer.Error?.Code);

    private async Task CloseAllAsync(UserId[] users)
    {
        var before = await fixture.ReadAsync(users);
        foreach (var threadId in before.Active)
        {
            (await Cluster.Thread(threadId).CloseAsync(before.MembersOf(threadId)[0])).Accepted();
        }

        Assert.Empty((await AssertSoundAsync(users)).Active);
    }

    private async Task<StoredThreads> AssertSoundAsync(UserId[] users)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        await stored.AssertClaimsAsync(Cluster, users);
        return stored;
    }
}

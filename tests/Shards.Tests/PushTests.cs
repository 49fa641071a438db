using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Push;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Shards.Tests;

/// <summary>What people who are away are to hear of, wherever it is.</summary>
[Collection(ShardsGroup.Name)]
public sealed class PushTests(ShardsFixture fixture)
{
    private const int HomeBucket = 481;
    private const int MovedBucket = 482;

    [Fact]
    public async Task ReadAsync_OfThreadsOnSeveralShards_FindsEachWhereItIs()
    {
        var map = fixture.NewMap();
        var log = await fixture.StartLogAsync(map);
        var (home, moved) = (await fixture.NewThreadAsync(HomeBucket), await fixture.NewThreadAsync(MovedBucket));
        await log.AppendAsync(new AppendLane(), [home.Message(1, "a"), home.Message(2, "b")], null);
        await log.AppendAsync(new AppendLane(), [moved.Message(1, "a")], null);
        await fixture.MoveAsync(MovedBucket, ShardsFixture.Other);

        var push = new PushLog(map, Options.Create(new NotificationOptions { Content = NotificationContent.Text }));
        PushClaim[] claims = [ClaimOf(home), ClaimOf(moved), ClaimOf(home) with { UserId = UserId.NewRandom() }];
        var answers = await push.ReadAsync(claims);
        if (!answers[1].Served)
        {
            // This silo's idea was an old one; it has asked.
            answers = await push.ReadAsync(claims);
        }

        Assert.All(answers, answer => Assert.True(answer.Served));
        Assert.Equal(
            [(home.One, 2L, 2L, "text of b"), (moved.One, 1L, 1L, "text of a")],
            answers[..2].Select(answer => (answer.News!.PeerId, answer.News.NewestSeq, answer.News.Unread, answer.News.Text!)));
        Assert.Null(answers[2].News);
        Assert.Equal(2, (await push.ReadPeopleAsync([home.One, moved.One])).Count);
    }

    private static PushClaim ClaimOf(TestThread thread) => new()
    {
        Claim = Guid.NewGuid(),
        TargetId = Guid.NewGuid(),
        UserId = thread.Other,
        ThreadId = thread.Id,
        WantedSeq = 2,
        ToldSeq = 0,
    };
}

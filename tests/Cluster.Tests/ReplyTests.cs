using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>Messages that answer others.</summary>
[Collection(ClusterGroup.Name)]
public sealed class ReplyTests(ClusterFixture fixture)
{
    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Send_Reply_NamesTheMessageItAnswersWhateverTheThreadRemembers()
    {
        var (users, threadId) = await ConverseAsync();
        Assert.Equal(4, (await SendAsync(threadId, users[1], Reply("r1", 2))).Accepted().Seq);
        await Cluster.ForgetAsync(threadId);
        Assert.Equal(5, (await SendAsync(threadId, users[1], Reply("r2", 3))).Accepted().Seq);
        (await Cluster.DeleteAsync(threadId, users[0], "d", 2)).Accepted();

        // The place of a deleted message can still be answered.
        Assert.Equal(7, (await SendAsync(threadId, users[0], Reply("r3", 2))).Accepted().Seq);
        var messages = await Cluster.HistoryAsync(threadId, users[0]);
        Assert.Equal([null, null, 2, 3, 2], messages.Select(message => message.ReplyTo));
        var sync = (await Cluster.Reader().SyncAsync(users[0], new SyncQuery { Cursors = [new(threadId, 3)] })).Accepted();
        Assert.Equal([2L, 3, null, 2], sync.Events[threadId.ToString()].Select(e => e.ReplyTo));
    }

    [Fact]
    public async Task Send_ReplyToWhatIsNoMessageOfTheThread_IsRefused()
    {
        var (users, threadId) = await ConverseAsync();
        foreach (var target in new[] { 0L, 1, 4, long.MaxValue })
        {
            (await SendAsync(threadId, users[1], Reply("r", target))).Refused(RefusalCode.MessageNotFound);
        }

        (await Cluster.ReactAsync(threadId, users[1], "change", 2, "👍")).Accepted();
        (await SendAsync(threadId, users[1], Reply("r", 4))).Refused(RefusalCode.MessageNotFound);
        Assert.Equal(4, (await fixture.ReadAsync(users)).LogOf(threadId).Count);
    }

    [Fact]
    public async Task Send_ReplyRetried_GetsTheFirstAnswerAndAnotherTargetIsAMismatch()
    {
        var (users, threadId) = await ConverseAsync();
        var first = (await SendAsync(threadId, users[1], Reply("r", 2))).Accepted();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Equal(first with { Duplicate = true }, (await SendAsync(threadId, users[1], Reply("r", 2))).Accepted());
            foreach (var other in new[] { Reply("r", 3), Reply("r", 99), Reply("r", 2) with { ReplyTo = null } })
            {
                Assert.Equal(4, (await SendAsync(threadId, users[1], other)).Refused(RefusalCode.IdempotencyMismatch).Seq);
            }

            await Cluster.ForgetAsync(threadId);
        }
    }

    [Fact]
    public async Task Send_RepliesAmongOthers_KeepTheirOrder()
    {
        var (users, threadId) = await ConverseAsync();
        await Cluster.ForgetAsync(threadId);
        var answers = await Cluster.Thread(threadId).SendAsync(
            users[1],
            [ChatCluster.Message("a"), Reply("b", 2), ChatCluster.Message("c"), Reply("d", 50), Reply("e", 3), ChatCluster.Message("f")]);
        Assert.Equal([4L, 5, 6, null, 7, 8], answers.Select(answer => answer.Value?.Seq));
        answers[3].Refused(RefusalCode.MessageNotFound);
        Assert.Equal(["a", "b", "c", "e", "f"], (await fixture.ReadAsync(users)).LogOf(threadId).Skip(3).Select(e => e.Id));
    }

    private static SendCommand Reply(string id, long target) => ChatCluster.Message(id) with { ReplyTo = target };

    private async Task<Result<SendAck>> SendAsync(ThreadId threadId, UserId sender, SendCommand command) =>
        (await Cluster.Thread(threadId).SendAsync(sender, [command])).Single();

    // The first of the two sends seq 2 and 3.
    private async Task<(UserId[] Users, ThreadId ThreadId)> ConverseAsync()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        (await Cluster.SendAsync(threadId, users[0], "m0")).Accepted();
        (await Cluster.SendAsync(threadId, users[0], "m1")).Accepted();
        return (users, threadId);
    }
}

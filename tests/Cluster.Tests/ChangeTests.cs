using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>Edits, deletions and reactions, one at a time among messages.</summary>
[Collection(ClusterGroup.Name)]
public sealed class ChangeTests(ClusterFixture fixture)
{
    private readonly Guid _gateway = Guid.NewGuid();
    private readonly Guid _otherGateway = Guid.NewGuid();

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Change_Retried_GetsTheFirstAnswerAndStoresNothing()
    {
        var (users, threadId) = await ConverseAsync(messages: 2);
        var edit = (await Cluster.EditAsync(threadId, users[0], "e", 2, "edited")).Accepted();
        var reaction = (await Cluster.ReactAsync(threadId, users[1], "r", 2, "👍")).Accepted();
        var deletion = (await Cluster.DeleteAsync(threadId, users[0], "d", 2)).Accepted();
        Assert.Equal([(4L, false), (5, false), (6, false)], new[] { edit, reaction, deletion }.Select(ack => (ack.Seq, ack.Duplicate)));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Equal(edit with { Duplicate = true }, (await Cluster.EditAsync(threadId, users[0], "e", 2, "edited")).Accepted());
            Assert.Equal(reaction with { Duplicate = true }, (await Cluster.ReactAsync(threadId, users[1], "r", 2, "👍")).Accepted());
            Assert.Equal(deletion with { Duplicate = true }, (await Cluster.DeleteAsync(threadId, users[0], "d", 2, silo: 1)).Accepted());
            Assert.Equal(2, (await Cluster.SendAsync(threadId, users[0], "m0")).Accepted().Seq);
            await Cluster.ForgetAsync(threadId);
        }

        Assert.Equal(6, (await Cluster.EditAsync(threadId, users[0], "d", 2, "edited")).Refused(RefusalCode.IdempotencyMismatch).Seq);
        Assert.Equal(6, (await Cluster.SendAsync(threadId, users[0], "d")).Refused(RefusalCode.IdempotencyMismatch).Seq);
        Assert.Equal(2, (await Cluster.DeleteAsync(threadId, users[0], "m0", 2)).Refused(RefusalCode.IdempotencyMismatch).Seq);
        Assert.Equal(6, (await fixture.ReadAsync(users)).LogOf(threadId).Count);
    }

    [Fact]
    public async Task Change_ThatIsSoAlready_StoresNothingAndNamesWhatMadeItSo()
    {
        var (users, threadId) = await ConverseAsync(messages: 1);
        Assert.Equal((2, true), Of(await Cluster.ReactAsync(threadId, users[1], "w1", 2, "👍", added: false)));
        Assert.Equal((3, false), Of(await Cluster.ReactAsync(threadId, users[1], "a1", 2, "👍")));
        Assert.Equal((3, true), Of(await Cluster.ReactAsync(threadId, users[1], "a2", 2, "👍")));
        Assert.Equal((4, false), Of(await Cluster.ReactAsync(threadId, users[0], "a1", 2, "👍")));
        Assert.Equal((5, false), Of(await Cluster.ReactAsync(threadId, users[1], "w2", 2, "👍", added: false)));
        Assert.Equal((2, true), Of(await Cluster.ReactAsync(threadId, users[1], "w3", 2, "👍", added: false)));
        Assert.Equal((6, false), Of(await Cluster.DeleteAsync(threadId, users[0], "d1", 2)));
        Assert.Equal((6, true), Of(await Cluster.DeleteAsync(threadId, users[0], "d2", 2)));
        Assert.Equal(6, (await fixture.ReadAsync(users)).LogOf(threadId).Count);

        static (long, bool) Of(Result<SendAck> answer) => (answer.Accepted().Seq, answer.Value!.Duplicate);
    }

    [Fact]
    public async Task Change_OfWhatIsNoMessage_IsRefused()
    {
        var (users, threadId) = await ConverseAsync(messages: 1);
        (await Cluster.EditAsync(threadId, users[1], "e1", 2, "mine")).Refused(RefusalCode.NotTheAuthor);
        (await Cluster.DeleteAsync(threadId, users[1], "d1", 2)).Refused(RefusalCode.NotTheAuthor);
        foreach (var target in new[] { 0L, 1, 3, long.MaxValue })
        {
            (await Cluster.EditAsync(threadId, users[0], "e2", target, "none")).Refused(RefusalCode.MessageNotFound);
            (await Cluster.DeleteAsync(threadId, users[0], "d2", target)).Refused(RefusalCode.MessageNotFound);
            (await Cluster.ReactAsync(threadId, users[0], "r2", target, "👍")).Refused(RefusalCode.MessageNotFound);
        }

        Assert.Equal("emoji", (await Cluster.ReactAsync(threadId, users[0], "r3", 2, "no emoji")).Refused(RefusalCode.InvalidArgument).Field);
        (await Cluster.DeleteAsync(threadId, await fixture.NewUserAsync(), "d3", 2)).Refused(RefusalCode.NotAMember);
        (await Cluster.DeleteAsync(ThreadId.NewRandom(), users[0], "d4", 2)).Refused(RefusalCode.ThreadNotFound);
        (await Cluster.DeleteAsync(threadId, users[0], "d5", 2)).Accepted();
        (await Cluster.EditAsync(threadId, users[0], "e5", 2, "late")).Refused(RefusalCode.MessageNotFound);
        (await Cluster.ReactAsync(threadId, users[1], "r5", 2, "👍")).Refused(RefusalCode.MessageNotFound);
        Assert.Equal(3, (await fixture.ReadAsync(users)).LogOf(threadId).Count);
    }

    [Fact]
    public async Task Change_InactiveThread_TakesDeletionsOnlyAndTellsBoth()
    {
        var (users, threadId) = await ConverseAsync(messages: 2);
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();
        await Cluster.User(users[0]).AttachAsync(_gateway);
        await Cluster.User(users[1]).AttachAsync(_otherGateway);
        await Cluster.ForgetAsync(threadId);
        (await Cluster.EditAsync(threadId, users[0], "e", 2, "late")).Refused(RefusalCode.ThreadInactive);
        (await Cluster.ReactAsync(threadId, users[1], "r", 2, "👍")).Refused(RefusalCode.ThreadInactive);
        Assert.Equal(5, (await Cluster.DeleteAsync(threadId, users[0], "d", 2)).Accepted().Seq);
        foreach (var gateway in new[] { _gateway, _otherGateway })
        {
            var pushed = await Cluster.Pushes.NextAsync<EventItem>(gateway);
            Assert.Equal((5, EventType.Deleted, 2), (pushed.Event.Seq, pushed.Event.Type, pushed.Event.TargetSeq));
        }

        var receipt = await Cluster.Pushes.NextAsync<ReceiptItem>(_otherGateway);
        Assert.Equal((1, 1), (receipt.Unread, receipt.TotalUnread));
        Assert.Equal(6, await ReopenedAtAsync(users));
    }

    [Fact]
    public async Task Delete_UnreadMessage_TellsItsReaderAlone()
    {
        var (users, threadId) = await ConverseAsync(messages: 4);
        await Cluster.User(users[0]).AttachAsync(_gateway);
        await Cluster.User(users[1]).AttachAsync(_otherGateway);
        (await Cluster.Thread(threadId).MarkAsync(users[1], 3, 3)).Accepted();
        Cluster.Pushes.Drain<GatewayItem>(_gateway);
        Cluster.Pushes.Drain<GatewayItem>(_otherGateway);

        // What is read already counts for nothing.
        (await Cluster.DeleteAsync(threadId, users[0], "d1", 2)).Accepted();
        (await Cluster.DeleteAsync(threadId, users[0], "d2", 5)).Accepted();
        (await Cluster.EditAsync(threadId, users[0], "e1", 4, "edited")).Accepted();
        (await Cluster.DeleteAsync(threadId, users[0], "d3", 4)).Accepted();
        Assert.Empty(Cluster.Pushes.Drain<ReceiptItem>(_gateway));
        Assert.Equal(
            [(3, 1, 1), (3, 0, 0)],
            Cluster.Pushes.Drain<ReceiptItem>(_otherGateway).Select(receipt => (receipt.ReadSeq, receipt.Unread, receipt.TotalUnread)));
    }

    [Fact]
    public async Task Change_RacingADeletion_IsStoredBeforeItOrNotAtAll()
    {
        var random = new Random(5);
        var (users, threadId) = await ConverseAsync(messages: 12);
        for (var target = 2L; target < 14; target++)
        {
            var at = target;
            List<Task<Result<SendAck>>> changes = [.. Enumerable.Range(0, 12).Select(i => i % 2 == 0
                ? Cluster.EditAsync(threadId, users[0], $"e{at}-{i}", at, $"edit {i}", silo: random.Next(2))
                : Cluster.ReactAsync(threadId, users[1], $"r{at}-{i}", at, i % 4 == 1 ? "👍" : "👎", silo: random.Next(2)))];
            changes.Insert(random.Next(changes.Count), Cluster.DeleteAsync(threadId, users[0], $"d{at}", at, silo: random.Next(2)));
            changes.Add(Cluster.SendAsync(threadId, users[1], $"m{at}", silo: random.Next(2)));
            foreach (var answer in await Task.WhenAll(changes))
            {
                Assert.True(answer.Ok || answer.Error.Code == RefusalCode.MessageNotFound, answer.Error?.Code);
            }
        }

        (await fixture.ReadAsync(users)).AssertSound();
        var log = (await Cluster.Reader().SyncAsync(users[0], new SyncQuery { Cursors = [new(threadId, 0)] })).Accepted().Events[threadId.ToString()];
        for (var target = 2L; target < 14; target++)
        {
            var about = log.Where(e => e.TargetSeq == target).ToList();
            Assert.Equal(EventType.Deleted, about[^1].Type);
            Assert.Single(about, e => e.Type == EventType.Deleted);
            Assert.All(about, e => Assert.Null(e.Text));
            Assert.Null(log[(int)target - 1].Text);
        }

        Assert.All((await Cluster.HistoryAsync(threadId, users[1])).Where(message => message.Seq < 14), message => Assert.Equal((null, null), (message.Text, message.Reactions)));
    }

    [Fact]
    public async Task Change_UnderTheIdOfAMessageThatIsBeingStored_WaitsForIt()
    {
        var (users, threadId) = await ConverseAsync(messages: 1);
        Task<Result<SendAck>> sent, changed, other;
        await using (var held = await fixture.HoldCommitsAsync())
        {
            sent = Cluster.SendAsync(threadId, users[0], "same");
            await held.BlockedAsync();
            changed = Cluster.DeleteAsync(threadId, users[0], "same", 2);
            other = Cluster.DeleteAsync(threadId, users[0], "other", 2);
        }

        Assert.Equal(3, (await sent).Accepted().Seq);
        Assert.Equal(3, (await changed).Refused(RefusalCode.IdempotencyMismatch).Seq);
        Assert.Equal(4, (await other).Accepted().Seq);
    }

    [Fact]
    public async Task Change_BeingStored_HoldsUpNoMessageAndItsIdIsTaken()
    {
        var (users, threadId) = await ConverseAsync(messages: 1);
        Task<Result<SendAck>> changed, sent;
        await using (var held = await fixture.HoldCommitsAsync())
        {
            changed = Cluster.DeleteAsync(threadId, users[0], "same", 2);
            await held.BlockedAsync();
            Assert.Equal(3, (await Cluster.SendAsync(threadId, users[0], "same")).Refused(RefusalCode.IdempotencyMismatch).Seq);
            sent = Cluster.SendAsync(threadId, users[1], "same");
        }

        Assert.Equal((3, 4), ((await changed).Accepted().Seq, (await sent).Accepted().Seq));
    }

    [Fact]
    public async Task Find_OfAChange_AnswersWhatIsStoredAndElseTheRefusal()
    {
        var (users, threadId) = await ConverseAsync(messages: 1);
        var command = new ChangeCommand { Type = EventType.Deleted, ClientMessageId = "d", TargetSeq = 2 };
        var thread = Cluster.Thread(threadId);
        (await thread.FindChangedAsync(users[0], command, Refusal.RateLimited(5))).Refused(RefusalCode.RateLimited);
        var first = (await thread.ChangeAsync(users[0], command)).Accepted();
        Assert.Equal(first with { Duplicate = true }, (await thread.FindChangedAsync(users[0], command, Refusal.RateLimited(5))).Accepted());
        (await thread.FindChangedAsync(users[0], command with { TargetSeq = 1 }, Refusal.RateLimited(5))).Refused(RefusalCode.IdempotencyMismatch);
        (await thread.FindChangedAsync(users[1], command, Refusal.RateLimited(5))).Refused(RefusalCode.RateLimited);
    }

    private async Task<long> ReopenedAtAsync(UserId[] users) => (await Cluster.OpenAsync(users[1], users[0])).Accepted().Thread.LastSeq;

    // The first of the two sends, seq 2 to 1 + messages.
    private async Task<(UserId[] Users, ThreadId ThreadId)> ConverseAsync(int messages)
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var commands = Enumerable.Range(0, messages).Select(i => ChatCluster.Message($"m{i}"));
        Assert.All(await Cluster.Thread(threadId).SendAsync(users[0], [.. commands]), answer => answer.Accepted());
        return (users, threadId);
    }
}

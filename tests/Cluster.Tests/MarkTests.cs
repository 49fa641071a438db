using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class MarkTests(ClusterFixture fixture)
{
    private readonly Guid _gateway = Guid.NewGuid();

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Mark_BeyondTheEnd_IsClamped()
    {
        var (users, threadId) = await ConverseAsync(messages: 3);
        Assert.Equal((4, 4, 0), await MarkAsync(threadId, users[0], delivered: 0, read: long.MaxValue));
        Assert.Equal((4, 4), await StoredAsync(threadId, users[0]));
        Assert.Equal((0, 0), await StoredAsync(threadId, users[1]));
    }

    [Fact]
    public async Task Mark_Lower_GoesNotBack()
    {
        var (users, threadId) = await ConverseAsync(messages: 3);
        Assert.Equal((3, 2, 2), await MarkAsync(threadId, users[0], delivered: 3, read: 2));
        Assert.Equal((3, 2, 2), await MarkAsync(threadId, users[0], delivered: 1, read: 1));
        Assert.Equal((3, 2, 2), await MarkAsync(threadId, users[0], delivered: -5, read: -5));
        await Cluster.ForgetAsync(threadId);
        Assert.Equal((3, 2, 2), await MarkAsync(threadId, users[0], delivered: 0, read: 0));
        Assert.Equal((3, 2), await StoredAsync(threadId, users[0]));
    }

    [Fact]
    public async Task Mark_Read_ImpliesDelivered()
    {
        var (users, threadId) = await ConverseAsync(messages: 3);
        Assert.Equal((0, 0, 3), await MarkAsync(threadId, users[0], delivered: 0, read: 0));
        Assert.Equal((3, 3, 1), await MarkAsync(threadId, users[0], delivered: 1, read: 3));
    }

    [Fact]
    public async Task Mark_OnesOwnMessages_AreNotUnread()
    {
        var (users, threadId) = await ConverseAsync(messages: 3);
        Assert.Equal((0, 0, 0), await MarkAsync(threadId, users[1], delivered: 0, read: 0));
    }

    [Fact]
    public async Task Mark_ManyAtOnce_EndsAtTheHighestAndPushesNothingTwiceOrBack()
    {
        var (users, threadId) = await ConverseAsync(messages: 30);
        await Cluster.Thread(threadId).SetRouteAsync(users[1], new Route { Version = long.MaxValue, Gateways = [_gateway] });
        var random = new Random(31);
        var marks = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            MarkAsync(threadId, users[0], delivered: random.Next(40), read: i == 30 ? 29 : random.Next(29), silo: i % 2)));
        Assert.Equal(29, marks.Max(mark => mark.Read));
        Assert.All(marks, mark => Assert.Equal(31 - Math.Max(1, mark.Read), mark.Unread));
        var (delivered, read) = await StoredAsync(threadId, users[0]);
        Assert.Equal((31, 29), (delivered, read));

        var pushed = Cluster.Pushes.Drain<ReceiptItem>(_gateway);
        Assert.Equal((31, 29, 2), (pushed[^1].DeliveredSeq, pushed[^1].ReadSeq, pushed[^1].Unread));
        for (var i = 1; i < pushed.Count; i++)
        {
            var (before, after) = (pushed[i - 1], pushed[i]);
            Assert.True(after.DeliveredSeq >= before.DeliveredSeq && after.ReadSeq >= before.ReadSeq);
            Assert.True(after.DeliveredSeq > before.DeliveredSeq || after.ReadSeq > before.ReadSeq);
        }
    }

    [Fact]
    public async Task Mark_AnotherActivationHasMarkedHigher_AnswersWhatIsStored()
    {
        var (users, threadId) = await ConverseAsync(messages: 5);
        Assert.Equal((2, 2, 4), await MarkAsync(threadId, users[0], 0, 2));
        await RunAsync(
            "UPDATE thread_member SET delivered_seq = 6, read_seq = 5 WHERE thread_id = $1 AND user_id = $2",
            threadId.Value,
            users[0].Value);

        Assert.Equal((6, 5, 1), await MarkAsync(threadId, users[0], 0, 1));
    }

    [Fact]
    public async Task Mark_BeyondWhatTheActivationKnows_AsksTheLog()
    {
        var (users, threadId) = await ConverseAsync(messages: 5);
        await RunAsync(
            """
            INSERT INTO message_log (thread_id, seq, type, sender_id, at, client_message_id, text)
            SELECT thread_id, seq + 1, type, sender_id, at, 'elsewhere', text
            FROM message_log
            WHERE thread_id = $1 AND seq = 6
            """,
            threadId.Value);

        Assert.Equal((7, 7, 0), await MarkAsync(threadId, users[0], 0, 9));
    }

    private async Task RunAsync(string statement, params Guid[] parameters)
    {
        await using var command = fixture.Source.CreateCommand(statement);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync();
    }

    // The second of the two sends, seq 2 to 1 + messages.
    private async Task<(UserId[] Users, ThreadId ThreadId)> ConverseAsync(int messages)
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var commands = Enumerable.Range(0, messages).Select(i => ChatCluster.Message($"m{i}"));
        Assert.All(await Cluster.Thread(threadId).SendAsync(users[1], [.. commands]), answer => answer.Accepted());
        return (users, threadId);
    }

    private async Task<(long Delivered, long Read, long Unread)> MarkAsync(
        ThreadId threadId, UserId user, long delivered, long read, int silo = 0)
    {
        var marks = (await Cluster.Thread(threadId, silo).MarkAsync(user, delivered, read)).Accepted();
        return (marks.DeliveredSeq, marks.ReadSeq, marks.Unread);
    }

    private async Task<(long Delivered, long Read)> StoredAsync(ThreadId threadId, UserId user)
    {
        await using var command = fixture.Source.CreateCommand(
            "SELECT delivered_seq, read_seq FROM thread_member WHERE thread_id = $1 AND user_id = $2");
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = user.Value });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }
}

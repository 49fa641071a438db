using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>
/// A thread of two members in the making. Each has two devices: one is connected from the start to a gateway of its own,
/// the other is away since its snapshot.
/// </summary>
internal sealed class SnapshotHistory : IAsyncDisposable
{
    /// <summary>Messages that the first member has not read in another thread.</summary>
    private const int UnreadElsewhere = 2;

    private static readonly string[] Emojis = ["👍", "👎", "🎉"];

    private readonly ClusterFixture _fixture;
    private readonly UserId[] _users;
    private readonly Guid[] _gateways = [Guid.NewGuid(), Guid.NewGuid()];
    private readonly Device[] _connected;
    private readonly Device[] _away;
    private readonly ThreadId _threadId;
    private int _commands;
    private (Func<Task<Result<SendAck>>> Call, SendAck First)? _last;

    private SnapshotHistory(ClusterFixture fixture, UserId[] users, ThreadId threadId)
    {
        _fixture = fixture;
        _users = users;
        _threadId = threadId;
        _connected = [NewDevice(0), NewDevice(1)];
        _away = [NewDevice(0), NewDevice(1)];
    }

    private ChatCluster Cluster => _fixture.Cluster;

    private IThreadGrain Thread => Cluster.Thread(_threadId, silo: _commands % 2);

    public static async Task<SnapshotHistory> BeginAsync(ClusterFixture fixture)
    {
        var users = await fixture.NewUsersAsync(2);
        var other = await fixture.NewUserAsync();
        var elsewhere = await fixture.Cluster.OpenedAsync(other, users[0]);
        for (var i = 0; i < UnreadElsewhere; i++)
        {
            (await fixture.Cluster.SendAsync(elsewhere, other, $"m{i}")).Accepted();
        }

        (await fixture.Cluster.Thread(elsewhere).CloseAsync(other)).Accepted();
        var history = new SnapshotHistory(fixture, users, await fixture.Cluster.OpenedAsync(users[0], users[1]));
        for (var member = 0; member < 2; member++)
        {
            await fixture.Cluster.User(users[member]).AttachAsync(history._gateways[member]);
            await history.SnapshotAsync(member, history._connected[member]);
            await history.SnapshotAsync(member, history._away[member]);
        }

        fixture.Cluster.Pushes.Drain<GatewayItem>(history._gateways[0]);
        fixture.Cluster.Pushes.Drain<GatewayItem>(history._gateways[1]);
        return history;
    }

    /// <summary>Takes a step, and has the connected devices take what they were pushed.</summary>
    public async Task TakeAsync(HistoryStep step)
    {
        var user = _users[step.Member];
        var end = _connected[0].LastSeq;
        var target = Math.Max(0, end - step.Place);
        var id = $"c{_commands++}";
        switch (step.Kind)
        {
            case HistoryStepKind.Send:
                var message = ChatCluster.Message(id) with { ReplyTo = step.Choice == 0 ? target : null };
                await CommandAsync(async () => (await Thread.SendAsync(user, [message])).Single());
                break;
            case HistoryStepKind.Edit:
                await CommandAsync(() => Cluster.EditAsync(_threadId, user, id, target, $"edit {id}"));
                break;
            case HistoryStepKind.Delete:
                await CommandAsync(() => Cluster.DeleteAsync(_threadId, user, id, target));
                break;
            case HistoryStepKind.React:
                await CommandAsync(() => Cluster.ReactAsync(_threadId, user, id, target, Emojis[step.Choice % 3], step.Choice < 4));
                break;
            case HistoryStepKind.Mark:
                (await Thread.MarkAsync(user, target + 1, step.Choice < 2 ? 0 : target)).Accepted();
                break;
            case HistoryStepKind.Close:
                (await Thread.CloseAsync(user)).Accepted();
                break;
            case HistoryStepKind.Open:
                // Refused while one of the two blocks.
                await Cluster.OpenAsync(user, _users[1 - step.Member]);
                break;
            case HistoryStepKind.Block:
                await BlockAsync(step.Member, step.Choice < 3);
                break;
            case HistoryStepKind.Forget when _connected[0].Active:
                await Cluster.ForgetAsync(_threadId);
                break;
            case HistoryStepKind.Retry when _last is { } last:
                Assert.Equal(last.First with { Duplicate = true }, (await last.Call()).Accepted());
                break;
            case HistoryStepKind.Clear:
                (await Thread.ClearAsync(new ClearCommand { Member = step.Choice < 3 ? user : null, Limit = 1 + step.Choice })).Accepted();
                break;
            case HistoryStepKind.TakeSnapshot:
                await SnapshotAsync(step.Member, _away[step.Member]);
                break;
        }

        for (var member = 0; member < 2; member++)
        {
            // Whatever was answered has been posted.
            foreach (var push in Cluster.Pushes.Drain<GatewayItem>(_gateways[member]))
            {
                _connected[member].Take(push);
            }
        }
    }

    /// <summary>Holds all devices of a member to show the same, and unread to be what is counted.</summary>
    public async Task AssertSameAsync()
    {
        for (var member = 0; member < 2; member++)
        {
            var fresh = NewDevice(member);
            var view = await SnapshotAsync(member, fresh);
            Assert.Equal(fresh.Shown, _connected[member].Shown);

            var sync = (await Cluster.Reader().SyncAsync(
                _users[member], new SyncQuery { Cursors = [new(_threadId, _away[member].LastSeq)] })).Accepted();
            foreach (var missed in sync.Events[_threadId.ToString()])
            {
                _away[member].Take(missed);
            }

            _away[member].TakeMarks(sync.Threads.Single(thread => thread.ThreadId == _threadId));
            Assert.Equal(fresh.Shown, _away[member].Shown);
            Assert.Equal(await CountUnreadAsync(member), view.Unread);
        }
    }

    public async ValueTask DisposeAsync()
    {
        (await Thread.CloseAsync(_users[0])).Accepted();
        await Cluster.User(_users[0]).DetachAsync(_gateways[0]);
        await Cluster.User(_users[1]).DetachAsync(_gateways[1]);
    }

    private Device NewDevice(int member) => new(_users[member], _threadId, member == 0 ? UnreadElsewhere : 0);

    private async Task CommandAsync(Func<Task<Result<SendAck>>> call)
    {
        var answer = await call();
        if (answer.Ok)
        {
            // What was so already was not stored under this id, and is decided anew.
            _last = answer.Value.Duplicate ? null : (call, answer.Value);
            return;
        }

        Assert.Contains(
            answer.Error.Code, new[] { RefusalCode.MessageNotFound, RefusalCode.NotTheAuthor, RefusalCode.ThreadInactive });
    }

    private async Task<ThreadView> SnapshotAsync(int member, Device device)
    {
        var view = (await Cluster.Reader().GetAsync(_users[member], _threadId)).Accepted();
        device.Take(view, await Cluster.HistoryAsync(_threadId, _users[member]));
        return view;
    }

    // The way of blocking is another test's; here it is what it does to counts.
    private async Task BlockAsync(int member, bool blocks)
    {
        await using var command = _fixture.Source.CreateCommand("UPDATE thread_member SET blocks = $3 WHERE thread_id = $1 AND user_id = $2");
        command.Parameters.Add(new() { Value = _threadId.Value });
        command.Parameters.Add(new() { Value = _users[member].Value });
        command.Parameters.Add(new() { Value = blocks });
        await command.ExecuteNonQueryAsync();
        var view = (await Cluster.Reader().GetAsync(_users[member], _threadId)).Accepted();
        _connected[member].TakeMarks(view);
        Assert.Equal(blocks, view.Blocked);
    }

    private async Task<long> CountUnreadAsync(int member)
    {
        await using var command = _fixture.Source.CreateCommand(
            """
            SELECT count(*)
            FROM thread_member m
            JOIN message_log l ON l.thread_id = m.thread_id AND l.type = 1 AND l.sender_id <> m.user_id AND l.seq > m.read_seq
            WHERE m.thread_id = $1 AND m.user_id = $2 AND NOT m.blocks
              AND NOT EXISTS (SELECT FROM message_log d WHERE d.thread_id = l.thread_id AND d.type = 5 AND d.target_seq = l.seq)
            """);
        command.Parameters.Add(new() { Value = _threadId.Value });
        command.Parameters.Add(new() { Value = _users[member].Value });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

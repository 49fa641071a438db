using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Threads;
using Npgsql;

namespace ChatOrleans.Log.Tests;

/// <summary>A phase and what bars it are decided one after the other, whoever is first.</summary>
[Collection(LogGroup.Name)]
public class BarringTests(LogFixture fixture)
{
    private MemberStore Members => new(fixture.Shards);

    [Fact]
    public async Task Append_OpenedWhileABlockIsBeingStored_WaitsAndIsRefused()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync(active: false);
        await using var blocking = await fixture.Source.OpenConnectionAsync();
        await using var block = await blocking.BeginTransactionAsync();
        await ExecuteAsync(blocking, "UPDATE thread_member SET blocks = true WHERE thread_id = $1 AND user_id = $2", thread.Id.Value, thread.Other.Value);

        var opening = log.AppendAsync(new AppendLane(), [thread.Turn(1, EventType.Opened)], Guid.NewGuid());
        await LogFixture.BlockedAsync(blocking, 1);
        await block.CommitAsync();

        Assert.Equal(AppendOutcome.Refused, await opening);
        Assert.Empty(await fixture.ReadAsync(thread.Id));
        Assert.Null((await fixture.Store.LoadAsync(thread.Id))!.Phase);
    }

    [Fact]
    public async Task Follow_WhileAnOpeningIsBeingStored_WaitsAndLeavesItToBeSeen()
    {
        var log = await StartOpenedLogAsync();
        var thread = await fixture.NewThreadAsync(active: false);
        await BlockAsync(thread.One, thread.Other);

        // The opening has the members' rows, and waits for the log.
        await using var holding = await fixture.Source.OpenConnectionAsync();
        await using var hold = await holding.BeginTransactionAsync();
        await ExecuteAsync(holding, "LOCK TABLE message_log IN EXCLUSIVE MODE");
        var phase = Guid.NewGuid();
        var opening = log.AppendAsync(new AppendLane(), [thread.Turn(1, EventType.Opened)], phase);
        await LogFixture.BlockedAsync(holding, 1);
        var following = Members.FollowAsync(thread.Id);
        await LogFixture.BlockedAsync(holding, 2);
        await hold.CommitAsync();

        Assert.Equal(AppendOutcome.Stored, await opening);
        Assert.True((await following)!.Value.Now.Blocked);
        var stored = (await fixture.Store.LoadAsync(thread.Id))!;
        Assert.Equal((1, phase), (stored.LastSeq, stored.Phase));
        Assert.True(stored.Bars.Blocked);
    }

    [Fact]
    public async Task Append_OpenedWhereAMemberIsGone_RefusedWithAllOfItsThreadAndNothingElse()
    {
        var log = await fixture.StartLogAsync();
        var (barred, other) = (await fixture.NewThreadAsync(active: false), await fixture.NewThreadAsync(active: false));
        await Members.MarkGoneAsync(barred.One, gone: true);

        var refused = log.AppendAsync(
            new AppendLane(), [barred.Turn(1, EventType.Opened), barred.Message(2, "a")], Guid.NewGuid());
        var stored = log.AppendAsync(new AppendLane(), [other.Turn(1, EventType.Opened)], Guid.NewGuid());

        Assert.Equal(AppendOutcome.Refused, await refused);
        Assert.Equal(AppendOutcome.Stored, await stored);
        Assert.Empty(await fixture.ReadAsync(barred.Id));

        await Members.MarkGoneAsync(barred.One, gone: false);
        Assert.Equal(
            AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [barred.Turn(1, EventType.Opened)], Guid.NewGuid()));
    }

    [Fact]
    public async Task Append_MessagesAndClosingWhereAMemberBlocks_Stored()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        await BlockAsync(thread.One, thread.Other);
        await Members.FollowAsync(thread.Id);

        var outcome = await log.AppendAsync(
            new AppendLane(), [thread.Message(1, "a"), thread.Turn(2, EventType.Closed)], phase: null);

        Assert.Equal(AppendOutcome.Stored, outcome);
    }

    [Fact]
    public async Task MarkGone_WhileAnOpeningIsBeingStored_FindsItActive()
    {
        var log = await StartOpenedLogAsync();
        var thread = await fixture.NewThreadAsync(active: false);
        await using var holding = await fixture.Source.OpenConnectionAsync();
        await using var hold = await holding.BeginTransactionAsync();
        await ExecuteAsync(holding, "LOCK TABLE message_log IN EXCLUSIVE MODE");
        var opening = log.AppendAsync(new AppendLane(), [thread.Turn(1, EventType.Opened)], Guid.NewGuid());
        await LogFixture.BlockedAsync(holding, 1);
        var marking = Members.MarkGoneAsync(thread.One, gone: true);
        await LogFixture.BlockedAsync(holding, 2);
        await hold.CommitAsync();

        Assert.Equal(AppendOutcome.Stored, await opening);
        Assert.Equal([thread.Id], await marking);
    }

    [Fact]
    public async Task Follow_TwoAtOnce_EndAsHomeSays()
    {
        var thread = await fixture.NewThreadAsync(active: false);
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(ChangeAndFollowAsync(thread.One, thread.Other), ChangeAndFollowAsync(thread.Other, thread.One));
            var home = await Members.ReadHomeAsync(Low(thread), High(thread));
            Assert.Equal(home, (await fixture.Store.LoadAsync(thread.Id))!.Bars);
        }

        async Task ChangeAndFollowAsync(UserId user, UserId other)
        {
            await (Random.Shared.Next(2) == 0 ? BlockAsync(user, other) : UnblockAsync(user, other));
            await Members.FollowAsync(thread.Id);
        }
    }

    // Preparing a statement locks its tables: what is to wait in the middle of a commit has to be prepared before.
    private async Task<PostgresMessageLog> StartOpenedLogAsync()
    {
        var log = await fixture.StartLogAsync();
        var other = await fixture.NewThreadAsync(active: false);
        Assert.Equal(
            AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [other.Turn(1, EventType.Opened)], Guid.NewGuid()));
        return log;
    }

    private static UserId Low(TestThread thread) => thread.One.Value < thread.Other.Value ? thread.One : thread.Other;

    private static UserId High(TestThread thread) => thread.One.Value < thread.Other.Value ? thread.Other : thread.One;

    private Task BlockAsync(UserId user, UserId other) => fixture.ExecuteAsync(
        "INSERT INTO block (user_id, blocked_id, created_at) VALUES ($1, $2, now()) ON CONFLICT DO NOTHING", user.Value, other.Value);

    private Task UnblockAsync(UserId user, UserId other) => fixture.ExecuteAsync(
        "DELETE FROM block WHERE user_id = $1 AND blocked_id = $2", user.Value, other.Value);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, params object[] values)
    {
#pragma warning disable CA2100 // The statements are this class's own constants.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}

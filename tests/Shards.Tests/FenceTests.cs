using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>What a silo can do whose idea of the shards is old.</summary>
[Collection(ShardsGroup.Name)]
public sealed class FenceTests(ShardsFixture fixture)
{
    private const int Bucket = 200;

    [Fact]
    public async Task Append_WhereTheBucketWas_IsRefused()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        var old = fixture.NewMap();
        var log = await fixture.StartLogAsync(old);
        var lane = new AppendLane();
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(lane, [thread.Message(1, "before")], null));
        await fixture.MoveAsync(Bucket, ShardsFixture.Other);

        Assert.Equal(LogShard.Home, old.Of(thread.Id).Name);
        Assert.Equal(AppendOutcome.Refused, await log.AppendAsync(lane, [thread.Message(2, "after")], null));
        Assert.Equal(AppendOutcome.Refused, await log.AppendAsync(new AppendLane(), [thread.Message(1, "anew")], null));
        Assert.Empty(await fixture.ReadAsync(LogShard.Home, thread.Id));
        Assert.Equal(["before"], (await fixture.ReadAsync(ShardsFixture.Other, thread.Id)).Select(e => e.ClientMessageId));
        await fixture.MoveAsync(Bucket, LogShard.Home);
    }

    [Fact]
    public async Task Send_WithAnOldMap_IsStoredWhereTheBucketIs()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        var map = fixture.NewMap();
        using var activation = new Activation(thread, await fixture.StartLogAsync(map), map, "silo");
        await activation.LoadAsync();
        await activation.SendAsync(1);
        await fixture.MoveAsync(Bucket, ShardsFixture.Other);
        await activation.SendAsync(2);
        await fixture.MoveAsync(Bucket, LogShard.Home);
        await activation.SendAsync(3);

        Assert.Equal([1L, 2L, 3L], activation.Acknowledged.Values.Select(ack => ack.Seq));
        Assert.Equal(["silo-1", "silo-2", "silo-3"], (await fixture.ReadAsync(LogShard.Home, thread.Id)).Select(e => e.ClientMessageId));
    }

    [Fact]
    public async Task Mark_WithAnOldMap_IsStoredWhereTheBucketIs()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        var log = await fixture.StartLogAsync(fixture.NewMap());
        await log.AppendAsync(new AppendLane(), [thread.Message(1, "a"), thread.Message(2, "b")], null);
        await fixture.MoveAsync(Bucket, ShardsFixture.Other);

        Assert.True(await log.MarkAsync(thread.Id, thread.Other, deliveredSeq: 2, readSeq: 1));
        var state = (await new ThreadStore(fixture.NewMap(), TimeProvider.System).LoadAsync(thread.Id))!;
        Assert.Equal(new(2, 1), state.Low == thread.Other ? state.LowMarks : state.HighMarks);
        await fixture.MoveAsync(Bucket, LogShard.Home);
    }

    [Fact]
    public async Task Reads_WithAnOldMap_AnswerWhatTheNewPlaceHas()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        var old = fixture.NewMap();
        var log = await fixture.StartLogAsync(fixture.NewMap());
        await log.AppendAsync(new AppendLane(), [thread.Message(1, "a")], null);
        await fixture.MoveAsync(Bucket, ShardsFixture.Other);
        await log.MarkAsync(thread.Id, thread.Other, 0, 0);
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [thread.Message(2, "b")], null));

        var reader = new ThreadReader(old, TimeProvider.System);
        var history = (await reader.GetHistoryAsync(thread.Other, thread.Id, new HistoryQuery { Limit = 10 })).Value!;
        Assert.Equal([1L, 2L], history.Messages.Select(message => message.Seq));
        Assert.Equal(2, (await reader.GetAsync(thread.Other, thread.Id)).Value!.Unread);
        await fixture.MoveAsync(Bucket, LogShard.Home);
    }

    // The bucket is frozen between an append's beginning and its commit: the freezing waits, or the append is refused.
    [Fact]
    public async Task Freeze_WhileAnAppendIsUnderWay_ComesAfterIt()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        var log = await fixture.StartLogAsync(
            fixture.NewMap(), new MessageLogOptions { CommandTimeout = TimeSpan.FromSeconds(60) });
        Task<AppendOutcome> append;
        Task move;
        await using (var connection = await fixture.HomeSource.OpenConnectionAsync())
        {
            // The row that the append is about to write, from another session that is not decided yet.
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var insert = new NpgsqlCommand(
                "INSERT INTO message_log (thread_id, seq, type, sender_id, at) VALUES ($1, 1, 1, $1, now())", connection))
            {
                insert.Parameters.Add(new() { Value = thread.Id.Value });
                await insert.ExecuteNonQueryAsync();
            }

            append = log.AppendAsync(new AppendLane(), [thread.Message(1, "a")], null);
            await fixture.HomeServer.WaitUntilBlockedAsync("chat-log-writer");
            move = fixture.MoveAsync(Bucket, ShardsFixture.Other);
            await fixture.HomeServer.WaitUntilBlockedAsync(ShardMoves.ApplicationName);
            Assert.False(append.IsCompleted || move.IsCompleted);
            await transaction.RollbackAsync();
        }

        Assert.Equal(AppendOutcome.Stored, await append);
        await move;
        Assert.Equal(["a"], (await fixture.ReadAsync(ShardsFixture.Other, thread.Id)).Select(e => e.ClientMessageId));
        await fixture.MoveAsync(Bucket, LogShard.Home);
    }

    [Fact]
    public async Task Append_ThatWaitedForAFreeze_SeesIt()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        var log = await fixture.StartLogAsync(
            fixture.NewMap(), new MessageLogOptions { CommandTimeout = TimeSpan.FromSeconds(60) });
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [thread.Message(1, "a")], null));
        Task<AppendOutcome> append;
        Task<bool> mark;
        await using (var connection = await fixture.HomeSource.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await ExecuteAsync("LOCK TABLE log_shard IN ACCESS EXCLUSIVE MODE");
            append = log.AppendAsync(new AppendLane(), [thread.Message(2, "b")], null);
            mark = log.MarkAsync(thread.Id, thread.Other, deliveredSeq: 1, readSeq: 1);
            await fixture.HomeServer.WaitUntilBlockedAsync("chat-log-writer");
            await ExecuteAsync("UPDATE log_shard SET writable = set_bit(writable, 200, 0)");
            await transaction.CommitAsync();

            async Task ExecuteAsync(string statement)
            {
#pragma warning disable CA2100 // The statements are this method's own constants.
                await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync();
            }
        }

        Assert.Equal(AppendOutcome.Refused, await append);

        // The mark asked what is served, and nobody moves: what is frozen was thawed.
        Assert.True(await mark);
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [thread.Message(2, "b")], null));
    }
}

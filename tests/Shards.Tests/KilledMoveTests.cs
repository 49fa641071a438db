using System.Globalization;
using ChatOrleans.Grains.Shards;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>The verb's process, killed where it is held up, and what the silos and the next run make of it.</summary>
[Collection(ShardsGroup.Name)]
public sealed class KilledMoveTests(ShardsFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    // What holds the move up and on which server it then waits; and whether its statement there ends with it, or may be
    // carried out all the same. Then one server serves the bucket, or none does until the next run.
    [Theory]
    [InlineData(300, "LOCK TABLE message_log IN EXCLUSIVE MODE", ShardsFixture.Other, false)]
    [InlineData(301, "LOCK TABLE thread_member IN EXCLUSIVE MODE", ShardsFixture.Other, false)]
    [InlineData(302, "SELECT FROM log_shard FOR UPDATE", ShardsFixture.Other, true)]
    [InlineData(303, "SELECT FROM log_shard FOR UPDATE", ShardsFixture.Other, false)]
    [InlineData(304, "LOCK TABLE thread_member IN EXCLUSIVE MODE", LogShard.Home, false)]
    public async Task Killed_anywhere_the_bucket_goes_on_and_the_next_run_moves_it(
        int bucket, string hold, string heldUp, bool ends)
    {
        var thread = await fixture.NewThreadAsync(bucket);
        var map = fixture.NewMap();
        using var activation = new Activation(thread, await fixture.StartLogAsync(map), map, "silo");
        await activation.LoadAsync();
        await activation.SendAsync(1);

        await using (var connection = await fixture.SourceOf(heldUp).OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
#pragma warning disable CA2100 // The statements are this class's own constants.
            await using (var command = new NpgsqlCommand(hold, connection))
#pragma warning restore CA2100
            {
                await command.ExecuteNonQueryAsync();
            }

            await using var verb = StartMove(bucket);
            var held = heldUp == ShardsFixture.Other ? fixture.OtherServer : fixture.HomeServer;
            await held.WaitUntilBlockedAsync(ShardMoves.ApplicationName);
            await verb.KillAsync();
            if (ends)
            {
                await held.ExecuteAsync(
                    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = $1", ShardMoves.ApplicationName);
            }

            await fixture.HomeServer.WaitUntilGoneAsync(ShardMoves.ApplicationName);
        }

        await fixture.OtherServer.WaitUntilGoneAsync(ShardMoves.ApplicationName);
        var servers = await fixture.ServersOfAsync(bucket);
        Assert.InRange(servers.Length, 0, 1);
        if (servers.Length == 1)
        {
            // What was frozen is thawed by whoever meets it.
            await activation.SendAsync(2);
        }

        await using var again = StartMove(bucket);
        Assert.True(await again.WaitForExitAsync(Deadline) == 0, again.Output);
        await activation.SendAsync(3);

        Assert.Equal([ShardsFixture.Other], await fixture.ServersOfAsync(bucket));
        Assert.Equal(0, await fixture.RowsOfAsync(LogShard.Home, bucket));
        var stored = await fixture.ReadAsync(ShardsFixture.Other, thread.Id);
        Assert.Equal(activation.Acknowledged.Keys, stored.Select(e => e.ClientMessageId!));
        Assert.Equal(activation.Acknowledged.Values.Select(ack => ack.Seq), stored.Select(e => e.Seq));
        await using var moves = await fixture.OpenMovesAsync();
        Assert.All(await moves.ListAsync(CancellationToken.None), shard => Assert.Empty(shard.Departing.Concat(shard.Arriving)));
    }

    [Fact]
    public async Task While_one_process_moves_another_is_refused()
    {
        await using var moves = await fixture.OpenMovesAsync();
        await using var verb = StartMove(310);
        Assert.Equal(1, await verb.WaitForExitAsync(Deadline));
        Assert.Contains("Another process is moving buckets.", verb.Output, StringComparison.Ordinal);
        Assert.Equal([LogShard.Home], await fixture.ServersOfAsync(310));
    }

    private ServerProcess StartMove(int bucket) => ServerProcess.Start(new ProgramStart
    {
        Project = "Silo",
        Arguments = ["shards", "move", "--bucket", bucket.ToString(CultureInfo.InvariantCulture), "--to", ShardsFixture.Other],
        Settings = fixture.Settings,
    });
}

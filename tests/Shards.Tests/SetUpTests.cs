using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>What may be a shard, and what a silo has to know before it starts.</summary>
[Collection(ShardsGroup.Name)]
public sealed class SetUpTests(ShardsFixture fixture)
{
    [Fact]
    public async Task Migrate_Again_ChangesNothing()
    {
        var before = await ShardState.ReadAsync(fixture.OtherSource, CancellationToken.None);
        await ShardSetup.MigrateAsync(fixture.HomeSource, fixture.Configuration, CancellationToken.None);
        var after = await ShardState.ReadAsync(fixture.OtherSource, CancellationToken.None);
        Assert.Equal((ShardsFixture.Other, before.HomeId), (after.Name, after.HomeId));
        Assert.Equal(before.Readable.All(), after.Readable.All());
        await ShardSetup.VerifyAsync(fixture.HomeSource, fixture.Configuration, CancellationToken.None);
    }

    [Fact]
    public async Task Migrate_TheHomeDatabaseAsShard_IsRefused() => Assert.Contains(
        "is the home database itself", await RefusedAsync("c", fixture.HomeServer.ConnectionString), StringComparison.Ordinal);

    [Fact]
    public async Task Migrate_OneShardUnderTwoNames_IsRefused() => Assert.Contains(
        "is the shard 'b'", await RefusedAsync("c", fixture.OtherServer.ConnectionString), StringComparison.Ordinal);

    [Fact]
    public async Task Migrate_ADatabaseThatHoldsSomething_IsRefused()
    {
        await fixture.OtherServer.ExecuteAsync("CREATE DATABASE used");
        var used = new NpgsqlConnectionStringBuilder(fixture.OtherServer.ConnectionString) { Database = "used" }.ConnectionString;
        await using (var source = NpgsqlDataSource.Create(used))
        {
            await MigrationRunner.RunAsync(source, CancellationToken.None);
            await using var command = source.CreateCommand(
                "INSERT INTO message_log (thread_id, seq, type, sender_id, at) VALUES (gen_random_uuid(), 1, 1, gen_random_uuid(), now())");
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains("has not joined", await RefusedAsync("c", used), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home")]
    [InlineData("Ü")]
    [InlineData("with space")]
    public async Task Migrate_ANameThatIsNone_IsRefused(string name) => Assert.Contains(
        $"Chat:Log:Shards:{name}", await RefusedAsync(name, fixture.OtherServer.ConnectionString), StringComparison.Ordinal);

    [Fact]
    public async Task Start_WithoutAShardThatHoldsThreads_IsRefused()
    {
        var none = ShardsFixture.ConfigurationOf();
        await fixture.MoveAsync(500, LogShard.Home);
        await fixture.MoveAsync(500, ShardsFixture.Other);
        var refused = await Assert.ThrowsAsync<MigrationException>(
            () => ShardSetup.VerifyAsync(fixture.HomeSource, none, CancellationToken.None));
        Assert.Contains("Chat:Log:Shards:b", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(string name, string connectionString) =>
        (await Assert.ThrowsAsync<MigrationException>(() => ShardSetup.MigrateAsync(
            fixture.HomeSource, ShardsFixture.ConfigurationOf((name, connectionString)), CancellationToken.None))).Message;
}

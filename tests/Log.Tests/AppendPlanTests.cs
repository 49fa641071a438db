using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public class AppendPlanTests(LogFixture fixture)
{
    // The writer prepares its statement when it connects, on a new installation while the log is empty, and keeps the plan.
    [Fact]
    public async Task Append_PreparedOnAnEmptyLog_ProbesTheLogByKey()
    {
        await fixture.ExecuteAsync("CREATE DATABASE empty");
        var settings = new NpgsqlConnectionStringBuilder(fixture.Server.ConnectionString)
        {
            Database = "empty",
            Options = WriterConnection.Planning,
        };
        await using var source = NpgsqlDataSource.Create(settings);
        await MigrationRunner.RunAsync(source, CancellationToken.None);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync("PREPARE append AS " + SqlText.Of<AppendBatch>("append"));

        List<string> plan = [];
        await using var explain = new NpgsqlCommand("EXPLAIN EXECUTE append('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')", connection);
        await using var row = await explain.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            plan.Add(row.GetString(0));
        }

        var probes = plan.Index().Where(line => line.Item.Contains(" on message_log ", StringComparison.Ordinal) && !line.Item.Contains("Insert", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, probes.Count);
        Assert.All(probes, probe =>
        {
            Assert.Contains("Index Only Scan", probe.Item, StringComparison.Ordinal);
            Assert.Contains("Index Cond: ((thread_id = i", plan[probe.Index + 1], StringComparison.Ordinal);
            Assert.Contains(" AND ", plan[probe.Index + 1], StringComparison.Ordinal);
        });

        async Task ExecuteAsync(string statement)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}

using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public class AppendPlanTests(LogFixture fixture)
{
    private static readonly string[] Tables = ["message_log", "message_change", "reaction"];

    // The writer prepares its statements when it connects, on a new installation while the log is empty, and keeps the plans.
    [Fact]
    public async Task Append_PreparedOnAnEmptyLog_ProbesTheLogByKey()
    {
        var plan = await ExplainAsync("append", SqlText.Of<AppendBatch>("append"), parameters: 10);
        var probes = plan.Index().Where(line => line.Item.Contains(" on message_log ", StringComparison.Ordinal) && !line.Item.Contains("Insert", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, probes.Count);
        Assert.All(probes, probe =>
        {
            Assert.Contains("Index Only Scan", probe.Item, StringComparison.Ordinal);
            Assert.Contains("Index Cond: ((thread_id = i", plan[probe.Index + 1], StringComparison.Ordinal);
            Assert.Contains(" AND ", plan[probe.Index + 1], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Change_PreparedOnAnEmptyLog_ProbesByKey()
    {
        var plan = await ExplainAsync("change", SqlText.Of<ChangeBatch>("change"), parameters: 2);
        var scans = plan.Index().Where(line => line.Item.Contains("Scan ", StringComparison.Ordinal) && Tables.Any(table => line.Item.Contains($" on {table} ", StringComparison.Ordinal))).ToList();

        // The events themselves, the edits of what is deleted, the texts to empty, the reactions to take away.
        Assert.Equal(4, scans.Count);
        Assert.All(scans, scan =>
        {
            Assert.Contains("Index Scan", scan.Item, StringComparison.Ordinal);
            Assert.Contains("Index Cond: ((thread_id = ", plan[scan.Index + 1], StringComparison.Ordinal);
            Assert.Matches(@" AND \((seq|target_seq) = ", plan[scan.Index + 1]);
        });
        Assert.Single(scans, scan => scan.Item.Contains(" using message_log_edits ", StringComparison.Ordinal));
    }

    private async Task<List<string>> ExplainAsync(string name, string statement, int parameters)
    {
        var database = $"empty_{name}";
        await fixture.ExecuteAsync($"CREATE DATABASE {database}");
        var settings = new NpgsqlConnectionStringBuilder(fixture.Server.ConnectionString)
        {
            Database = database,
            Options = WriterConnection.Planning,
        };
        await using var source = NpgsqlDataSource.Create(settings);
        await MigrationRunner.RunAsync(source, CancellationToken.None);
        await using var connection = await source.OpenConnectionAsync();
#pragma warning disable CA2100 // The statements are the product's own.
        await using (var prepare = new NpgsqlCommand($"PREPARE {name} AS {statement}", connection))
        {
            await prepare.ExecuteNonQueryAsync();
        }

        List<string> plan = [];
        var arguments = string.Join(", ", Enumerable.Repeat("'{}'", parameters));
        await using var explain = new NpgsqlCommand($"EXPLAIN EXECUTE {name}({arguments})", connection);
#pragma warning restore CA2100
        await using var row = await explain.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            plan.Add(row.GetString(0));
        }

        return plan;
    }
}

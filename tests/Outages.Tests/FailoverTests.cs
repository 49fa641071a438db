using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Outages.Tests;

/// <summary>A primary with a synchronous standby, which is promoted when the primary dies.</summary>
public class FailoverTests
{
    [Fact]
    public async Task Send_PrimaryKilledAndStandbyPromoted_AllThatWasAcknowledgedIsThere()
    {
        await using var primary = await PostgresServer.StartAsync(Settings.Primary);
        await using (var before = new OutageLog(primary.ConnectionString))
        {
            await before.MigrateAsync();
        }

        await using var standby = await PostgresServer.StartAsync(
            await primary.BackUpAsync(), "standby.signal", Settings.StandbyOf(primary));
        await primary.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        await primary.ExecuteAsync("SELECT pg_reload_conf()");
        await Until.TrueAsync("the standby is synchronous", async () => await ScalarAsync(
            primary, "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'"));

        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString)
        {
            Host = $"{standby.Sockets},{primary.Sockets}",
        }.ConnectionString;
        await using var log = new OutageLog(both);
        var threads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => log.NewThreadAsync()));
        var silo = await log.StartSiloAsync();
        var senders = await Task.WhenAll(threads.Select(thread => log.WakeAsync(silo, thread)));
        var begun = new TaskCompletionSource();
        using var promoted = new CancellationTokenSource();
        var talks = senders.Select(sender => Task.Run(() => TalkAsync(sender))).ToList();

        await begun.Task;
        await primary.KillAsync();
        Assert.True(await ScalarAsync(standby, "SELECT pg_promote()"));
        await promoted.CancelAsync();
        var acknowledged = await Task.WhenAll(talks);

        for (var i = 0; i < threads.Length; i++)
        {
            Assert.Equal(acknowledged[i], await log.ReadAsync(threads[i].Id));
        }

        async Task<List<string>> TalkAsync(OutageLog.Sender sender)
        {
            List<string> sent = [];
            var left = 10;
            while (left > 0)
            {
                var ack = await sender.SendUntilStoredAsync($"m{sent.Count}");
                sent.Add($"m{sent.Count}");
                Assert.Equal(sent.Count, ack.Seq);
                if (sent.Count == 20)
                {
                    begun.TrySetResult();
                }

                left -= promoted.IsCancellationRequested ? 1 : 0;
            }

            return sent;
        }
    }

    [Fact]
    public async Task Send_ServerIsAStandby_RefusedUntilItIsPromoted()
    {
        await using var primary = await PostgresServer.StartAsync(Settings.Primary);
        await using var before = new OutageLog(primary.ConnectionString);
        await before.MigrateAsync();
        var thread = await before.NewThreadAsync();
        await using var standby = await PostgresServer.StartAsync(
            await primary.BackUpAsync(), "standby.signal", Settings.StandbyOf(primary));
        await using var log = new OutageLog(standby.ConnectionString);
        var sender = await log.WakeAsync(await log.StartSiloAsync(), thread);

        Assert.Equal(RefusalCode.Overloaded, (await sender.SendAsync("m")).Error!.Code);
        await primary.KillAsync();
        Assert.True(await ScalarAsync(standby, "SELECT pg_promote()"));
        var ack = await sender.SendUntilStoredAsync("m");

        Assert.Equal((1L, false), (ack.Seq, ack.Duplicate));
        Assert.Equal(["m"], await log.ReadAsync(thread.Id));
    }

    private static async Task<bool> ScalarAsync(PostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}

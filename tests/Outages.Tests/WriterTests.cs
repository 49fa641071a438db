using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.TestKit;

namespace ChatOrleans.Outages.Tests;

/// <summary>What the log's writer makes of a PostgreSQL that refuses, dawdles or dies.</summary>
public class WriterTests(LogServer server) : IClassFixture<LogServer>
{
    [Fact]
    public async Task Send_StandbyMissing_NotAcknowledgedBeforeItIsBack()
    {
        await using var log = new OutageLog(server.Postgres.ConnectionString);
        var thread = await log.NewThreadAsync();
        var silo = await log.StartSiloAsync();
        var (one, neighbour) = (await log.WakeAsync(silo, thread), await log.WakeAsync(silo, await log.NewThreadAsync()));
        var other = await log.WakeAsync(await log.StartSiloAsync(), thread);
        await log.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = 'absent'");
        await log.ExecuteAsync("SELECT pg_reload_conf()");
        try
        {
            // Until PostgreSQL has heard of the setting, sends are acknowledged.
            Task<Result<SendAck>> first;
            var stored = 0;
            do
            {
                first = one.SendAsync($"m{++stored}");
                await Until.TrueAsync("a commit waits for the standby", async () =>
                    first.IsCompleted || (await log.WritersAsync("SyncRep")).Length > 0);
            }
            while (first.IsCompleted);

            // Beyond the writer's patience it is neither stored nor not, and what comes behind it is refused.
            await Until.TrueAsync("the writer takes nothing more", async () =>
                (await neighbour.SendAsync("behind")).Error?.Code == RefusalCode.Overloaded);
            Assert.False(first.IsCompleted);

            // Whoever ends the session makes the commit visible, on this server alone.
            var waiting = Assert.Single(await log.WritersAsync("SyncRep"));
            await log.ExecuteAsync("SELECT pg_terminate_backend($1)", waiting);
            await Until.TrueAsync("the commit can be seen", async () => (await log.ReadAsync(thread.Id)).Count == stored);
            await Until.TrueAsync("the writer asks for what is safe", async () =>
                (await log.WritersAsync("SyncRep")) is [var again] && again != waiting);
            Assert.False(first.IsCompleted);

            // Another silo sees it as well, and does not acknowledge it either.
            var second = other.SendAsync($"m{stored}");
            await Until.TrueAsync("both silos wait", async () => (await log.WritersAsync("SyncRep")).Length == 2);
            Assert.False(first.IsCompleted || second.IsCompleted);

            await log.ExecuteAsync("ALTER SYSTEM RESET synchronous_standby_names");
            await log.ExecuteAsync("SELECT pg_reload_conf()");
            Assert.Equal(stored, (await first).Value!.Seq);
            Assert.Equal(stored, (await other.SendUntilStoredAsync($"m{stored}")).Seq);
            await second;
            Assert.Equal(1, (await neighbour.SendUntilStoredAsync("behind")).Seq);
            Assert.Equal(Enumerable.Range(1, stored).Select(n => $"m{n}"), await log.ReadAsync(thread.Id));
        }
        finally
        {
            await log.ExecuteAsync("ALTER SYSTEM RESET synchronous_standby_names");
            await log.ExecuteAsync("SELECT pg_reload_conf()");
        }
    }

    [Fact]
    public async Task Send_LogLocked_OverloadedAndNothingStored()
    {
        await using var log = new OutageLog(server.Postgres.ConnectionString);
        var thread = await log.NewThreadAsync();
        var sender = await log.WakeAsync(await log.StartSiloAsync(), thread);
        await using (var connection = await log.ConnectAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = "LOCK TABLE message_log IN SHARE MODE";
                await command.ExecuteNonQueryAsync();
            }

            var answer = await sender.SendAsync("m");
            Assert.Equal(RefusalCode.Overloaded, answer.Error!.Code);
            Assert.InRange(answer.Error.RetryAfterMs!.Value, 1, 60_000);
            Assert.Empty(await log.WritersAsync("relation"));
        }

        Assert.Empty(await log.ReadAsync(thread.Id));
        var ack = await sender.SendUntilStoredAsync("m");
        Assert.Equal((1L, false), (ack.Seq, ack.Duplicate));
    }

    [Theory]
    [InlineData("53100")] // disk_full
    [InlineData("53200")] // out_of_memory
    [InlineData("58030")] // io_error
    [InlineData("25006")] // read_only_sql_transaction
    public async Task Send_PostgresRefuses_OverloadedAndStoredOnceWhenItIsWell(string sqlState)
    {
        await using var log = new OutageLog(server.Postgres.ConnectionString);
        var thread = await log.NewThreadAsync();
        var sender = await log.WakeAsync(await log.StartSiloAsync(), thread);
        Assert.True((await sender.SendAsync("before")).Ok);
        await log.ExecuteAsync(
            $"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{sqlState}'; END $f$");
        await log.ExecuteAsync("CREATE TRIGGER refuse BEFORE INSERT ON message_log FOR EACH STATEMENT EXECUTE FUNCTION refuse()");
        try
        {
            Assert.Equal(RefusalCode.Overloaded, (await sender.SendAsync("m")).Error!.Code);
            Assert.Equal(RefusalCode.Overloaded, (await sender.SendAsync("m")).Error!.Code);
        }
        finally
        {
            await log.ExecuteAsync("DROP FUNCTION refuse CASCADE");
        }

        var ack = await sender.SendUntilStoredAsync("m");
        Assert.Equal((2L, false), (ack.Seq, ack.Duplicate));
        Assert.Equal(["before", "m"], await log.ReadAsync(thread.Id));
    }

    [Fact]
    public async Task Send_SessionStopped_OthersRefusedAndAllStoredOnceItGoesOn()
    {
        await using var log = new OutageLog(server.Postgres.ConnectionString);
        var silo = await log.StartSiloAsync();
        var (thread, quiet) = (await log.NewThreadAsync(), await log.NewThreadAsync());
        var (sender, other) = (await log.WakeAsync(silo, thread), await log.WakeAsync(silo, quiet));
        Assert.True((await sender.SendAsync("before")).Ok);
        var session = Assert.Single(await log.WritersAsync());
        await OutageLog.SignalAsync("STOP", session);
        Task<Result<SendAck>> stuck;
        try
        {
            stuck = sender.SendAsync("stuck");
            await Until.TrueAsync("the writer takes nothing more", () => !silo.Admits(quiet.Id));
            Assert.Equal(RefusalCode.Overloaded, (await other.SendAsync("behind")).Error!.Code);
            Assert.False(stuck.IsCompleted);
        }
        finally
        {
            await OutageLog.SignalAsync("CONT", session);
        }

        Assert.Equal(2, (await stuck).Value?.Seq ?? (await sender.SendUntilStoredAsync("stuck")).Seq);
        Assert.Equal(1, (await other.SendUntilStoredAsync("behind")).Seq);
        Assert.Equal(["before", "stuck"], await log.ReadAsync(thread.Id));
        Assert.Equal(["behind"], await log.ReadAsync(quiet.Id));
        Assert.Single(await log.WritersAsync());
    }

    [Fact]
    public async Task Send_SessionKilledAgainAndAgain_NothingLostOrDoubled()
    {
        await using var log = new OutageLog(server.Postgres.ConnectionString);
        var silo = await log.StartSiloAsync();
        var thread = await log.NewThreadAsync();
        var sender = await log.WakeAsync(silo, thread);
        List<string> sent = [];
        for (var round = 0; round < 3; round++)
        {
            await SendAsync($"first{round}");
            var session = Assert.Single(await log.WritersAsync());
            var sends = Task.Run(async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await SendAsync($"m{round}-{i}");
                }
            });

            // SIGKILL of one session makes PostgreSQL end all of them and recover.
            await OutageLog.SignalAsync("KILL", session);
            await sends;
        }

        Assert.Equal(sent, await log.ReadAsync(thread.Id));

        async Task SendAsync(string id)
        {
            Assert.Equal(sent.Count + 1, (await sender.SendUntilStoredAsync(id)).Seq);
            sent.Add(id);
        }
    }
}

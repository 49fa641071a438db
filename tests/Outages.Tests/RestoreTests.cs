using System.Globalization;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Outages.Tests;

/// <summary>A base backup and archived WAL, brought back to a point in time.</summary>
public class RestoreTests
{
    [Fact]
    public async Task Sync_RestoredToAPointInTime_ResetAndNothingSilentlyMissing()
    {
        var archive = Directory.CreateTempSubdirectory("chat-archive-");
        try
        {
            // PostgreSQL may run as another user.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(archive.FullName, (UnixFileMode)0x1FF);
            }

            await RestoreAsync(archive.FullName);
        }
        finally
        {
            archive.Delete(recursive: true);
        }
    }

    private static async Task RestoreAsync(string archive)
    {
        await using var primary = await PostgresServer.StartAsync(new Dictionary<string, string>
        {
            ["wal_level"] = "replica",
            ["archive_mode"] = "on",
            ["archive_command"] = $"cp %p {archive}/%f",
        });
        await using (var log = new OutageLog(primary.ConnectionString))
        {
            await log.MigrateAsync();
        }

        var backup = await primary.BackUpAsync();
        Account ada;
        string threadId;
        string moment;
        SyncShape before;
        await using (var product = await Product.StartAsync(primary.ConnectionString))
        {
            ada = await product.RegisterAsync("ada");
            var bob = await product.RegisterAsync("bob");
            await using var client = await product.ConnectAsync(ada);
            threadId = (await client.OpenThreadAsync(bob.Handle)).Must().ThreadId;
            Assert.Equal(2, (await client.SendAsync(threadId, "kept", "is in the restore")).Must().Seq);
            moment = await TextAsync(primary, "SELECT clock_timestamp()::text");
            Assert.Equal(3, (await client.SendAsync(threadId, "lost-1", "is not")).Must().Seq);
            Assert.Equal(4, (await client.SendAsync(threadId, "lost-2", "is not")).Must().Seq);
            before = (await client.SyncAsync(new Dictionary<string, long> { [threadId] = 0 })).Must();
        }

        var last = Path.Combine(archive, await TextAsync(primary, "SELECT pg_walfile_name(pg_switch_wal())"));
        await Until.TrueAsync("the last segment is archived", () => File.Exists(last));
        await primary.KillAsync();

        await using var restored = await PostgresServer.StartAsync(backup, "recovery.signal", new Dictionary<string, string>
        {
            ["restore_command"] = $"cp {archive}/%f %p",
            ["recovery_target_time"] = moment,
            ["recovery_target_action"] = "promote",
        });
        await Until.TrueAsync("the restore is done", async () =>
            await TextAsync(restored, "SELECT pg_is_in_recovery()") == bool.FalseString);
        await using (var product = await Product.StartAsync(restored.ConnectionString))
        {
            await using var client = await product.ConnectAsync(ada);
            var after = (await client.SyncAsync(new Dictionary<string, long> { [threadId] = 4 }, before.Epoch)).Must();
            Assert.NotEqual(before.Epoch, after.Epoch);
            Assert.Equal("reset", after.Status);
            Assert.Equal("reset", after.States[threadId]);

            var anew = (await client.SyncAsync(new Dictionary<string, long> { [threadId] = 0 }, after.Epoch)).Must();
            Assert.Equal("complete", anew.Status);
            Assert.Equal([1L, 2L], anew.Events[threadId].Select(e => e.Seq));
            Assert.Equal("kept", anew.Events[threadId][1].ClientMessageId);

            // What the restore has taken back is new when it comes again, and what it has kept is not.
            var again = (await client.SendAsync(threadId, "lost-2", "is not")).Must();
            Assert.Equal((3L, false), (again.Seq, again.Duplicate));
            var kept = (await client.SendAsync(threadId, "kept", "is in the restore")).Must();
            Assert.Equal((2L, true), (kept.Seq, kept.Duplicate));
        }
    }

    private static async Task<string> TextAsync(PostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }
}

using ChatOrleans.TestKit;

namespace ChatOrleans.Storm.Tests;

[Collection(TwoGatewaysGroup.Name)]
public sealed class ReconnectCostTests(TwoGateways gateways)
{
    private const int Times = 20;
    private const string Presence = "INTO presence";

    /// <summary>
    /// The four reads of one transaction in one round trip. Of its begin and its end, which are utility statements,
    /// PostgreSQL counts only the first few.
    /// </summary>
    private static readonly string[] Snapshot =
    [
        "CROSS JOIN pg_control_system()", "FROM thread_member m\nWHERE m.user_id = $1 AND m.phase IS NOT NULL",
        "WITH active AS", "WITH cursors AS",
    ];

    // What the client asks for besides, by marking what it was sent already.
    private const string Mark = "max(m.delivered_seq)";

    [Fact]
    public async Task Coming_back_to_a_running_conversation_costs_one_snapshot_and_a_share_in_a_batch_of_presence()
    {
        var topology = gateways.Topology;
        await using var counts = await StatementCounts.OpenAsync(topology.Postgres.ConnectionString);
        var (ada, bob) = (await topology.RegisterAsync("ada"), await topology.RegisterAsync("bob"));
        await using var bobs = await ChatClient.ConnectAsync(topology.Urls[1], bob.AccessToken);
        (await bobs.SyncAsync()).Must();
        string threadId;
        long seq;
        await using (var first = await ChatClient.ConnectAsync(topology.Urls[0], ada.AccessToken))
        {
            (await first.SyncAsync()).Must();
            threadId = (await first.OpenThreadAsync(bob.UserId)).Must().ThreadId;
            seq = (await bobs.SendAsync(threadId, "m1", "Still there?")).Must().Seq;
            await first.ExpectEventAsync(threadId, seq);
            (await first.MarkDeliveredAsync(threadId, seq)).Must();
        }

        await counts.ResetAsync();
        for (var time = 0; time < Times; time++)
        {
            await using var again = await ChatClient.ConnectAsync(topology.Urls[0], ada.AccessToken);
            var caughtUp = (await again.SyncAsync(new Dictionary<string, long> { [threadId] = seq })).Must();
            Assert.Equal(threadId, caughtUp.Me.ActiveThreadId);

            // Marks go through the thread in order: behind this one there is none left of the catch-up's.
            (await again.MarkDeliveredAsync(threadId, seq)).Must();
        }

        var ran = await counts.ReadAsync();
        foreach (var part in Snapshot)
        {
            Assert.Equal(Times, Assert.Single(ran, statement => statement.Key.Contains(part, StringComparison.Ordinal)).Value);
        }

        // The catch-up tells the thread again what has arrived, and that costs nothing: only the client's own mark does.
        Assert.Equal(Times, ran.Single(statement => statement.Key.Contains(Mark, StringComparison.Ordinal)).Value);

        // Coming is written at once where the row is not fresh, going when it lasted; others' rows may fall due as well.
        Assert.InRange(ran.Where(IsPresence).Sum(statement => statement.Value), 0, (2 * Times) + 2);

        // Nothing else is asked each time; what runs by a clock that is not known here runs less often.
        Assert.DoesNotContain(
            ran,
            statement => statement.Value >= Times && !IsPresence(statement)
                && !statement.Key.Contains(Mark, StringComparison.Ordinal)
                && !Array.Exists(Snapshot, part => statement.Key.Contains(part, StringComparison.Ordinal)));
    }

    private static bool IsPresence(KeyValuePair<string, long> statement) =>
        statement.Key.Contains(Presence, StringComparison.Ordinal);
}

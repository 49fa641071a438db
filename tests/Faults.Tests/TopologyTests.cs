using ChatOrleans.TestKit;

namespace ChatOrleans.Faults.Tests;

public sealed class TopologyTests
{
    [Fact]
    public async Task Two_people_on_two_gateways_talk_before_and_after_nodes_and_database_were_killed_and_paused()
    {
        await using var topology = await ChatTopology.StartAsync(silos: 2, gateways: 2);
        var (ada, bob) = (await topology.RegisterAsync("ada"), await topology.RegisterAsync("bob"));
        string threadId;
        await using (var adas = await ChatClient.ConnectAsync(topology.Urls[0], ada.AccessToken))
        await using (var bobs = await ChatClient.ConnectAsync(topology.Urls[1], bob.AccessToken))
        {
            await bobs.SyncAsync();
            threadId = (await adas.OpenThreadAsync(bob.UserId)).Must().ThreadId;
            var sent = (await adas.SendAsync(threadId, "before", "Are you there?")).Must();
            Assert.Equal("Are you there?", (await bobs.ExpectEventAsync(threadId, sent.Seq)).Text);
        }

        await topology.Silos[0].KillAsync();
        await topology.Gateways[1].KillAsync();
        await topology.Postgres.KillAsync();
        await topology.Postgres.RestartAsync();
        topology.Postgres.Pause();
        topology.Postgres.Resume();
        await topology.Silos[1].PauseAsync();
        await topology.Silos[1].ResumeAsync();
        await Task.WhenAll(topology.Silos[0].RestartAsync(), topology.Gateways[1].RestartAsync());
        await topology.WaitUntilReadyAsync();
        Assert.Equal(0, await topology.Gateways[0].TerminateAsync());
        await topology.Gateways[0].RestartAsync();

        await using var adaAgain = await ChatClient.ConnectAsync(topology.Urls[1], ada.AccessToken);
        await using var bobAgain = await ChatClient.ConnectAsync(topology.Urls[0], bob.AccessToken);
        await bobAgain.SyncAsync();
        var again = (await adaAgain.SendAsync(threadId, "after", "And now?")).Must();
        Assert.Equal("And now?", (await bobAgain.ExpectEventAsync(threadId, again.Seq)).Text);
    }
}

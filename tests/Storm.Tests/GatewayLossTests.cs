using ChatOrleans.TestKit;

namespace ChatOrleans.Storm.Tests;

[Collection(TwoGatewaysGroup.Name)]
public sealed class GatewayLossTests(TwoGateways gateways)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_killed_gateways_users_are_taken_offline_by_its_silence_and_are_online_where_they_come_back()
    {
        var topology = gateways.Topology;
        var (ada, bob) = (await topology.RegisterAsync("ada"), await topology.RegisterAsync("bob"));
        await using var adas = await ChatClient.ConnectAsync(topology.Urls[0], ada.AccessToken);
        await using var bobs = await ChatClient.ConnectAsync(topology.Urls[1], bob.AccessToken);
        (await adas.SyncAsync()).Must();
        (await bobs.SyncAsync()).Must();
        var thread = (await adas.OpenThreadAsync(bob.UserId)).Must();
        if (!thread.Peer.Online)
        {
            await ExpectAsync(adas, bob, online: true);
        }

        await topology.Gateways[1].KillAsync();
        var gone = await ExpectAsync(adas, bob, online: false);
        Assert.NotNull(gone.LastSeenAt);

        // It was the gateway's silence and not the end of Bob's own lease that told.
        Assert.Contains("is gone; its 1 users here are taken offline", topology.Silos[0].Output, StringComparison.Ordinal);
        var shown = Assert.Single((await adas.SyncAsync()).Must().Threads, other => other.ThreadId == thread.ThreadId);
        Assert.False(shown.Peer.Online);

        await using var back = await ChatClient.ConnectAsync(topology.Urls[0], bob.AccessToken);
        Assert.Equal(thread.ThreadId, (await back.SyncAsync()).Must().Me.ActiveThreadId);
        await ExpectAsync(adas, bob, online: true);
        var sent = (await adas.SendAsync(thread.ThreadId, "m1", "There you are.")).Must();
        Assert.Equal("There you are.", (await back.ExpectEventAsync(thread.ThreadId, sent.Seq)).Text);
        await topology.Gateways[1].RestartAsync();
    }

    private static Task<PresenceShape> ExpectAsync(ChatClient client, Account user, bool online) =>
        client.Pushes.ExpectAsync<PresenceShape>(
            "Presence", presence => presence.UserId == user.UserId && presence.Online == online, Patience);
}

using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class PrivacyTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Who_does_not_share_presence_is_seen_as_absent_by_everybody_at_once()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var bob = Assert.Single((await talk.AdaClient.WatchPresenceAsync(talk.Bob.UserId)).Must().Users);
        if (!bob.Online)
        {
            await talk.AdaClient.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence.Online);
        }

        Assert.False((await talk.BobClient.SetPrivacyAsync(false)).Must().SharePresence);
        await talk.AdaClient.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence == new PresenceShape(talk.Bob.UserId, false));
        await AssertAbsentAsync(talk);

        // It lasts over connections, however often they come and go.
        await talk.BobClient.DisposeAsync();
        var back = await talk.ConnectAsync(talk.Bob);
        (await back.SyncAsync()).Must();
        await AssertAbsentAsync(talk);
        var settings = (await _server.Api.GetAsync("/me/settings", talk.Bob.AccessToken)).Must<SettingsShape>(HttpStatusCode.OK);
        Assert.False(settings.SharePresence);
        Assert.True((await _server.Api.GetAsync("/me/settings", talk.Ada.AccessToken)).Must<SettingsShape>(HttpStatusCode.OK).SharePresence);

        // And the conversation goes on.
        (await talk.AdaClient.SendAsync(talk.ThreadId, "a-1", "are you there?")).Must();
        await back.ExpectEventAsync(talk.ThreadId, 2);
        Assert.DoesNotContain(talk.AdaClient.Pushes.All<PresenceShape>("Presence"), presence => presence.LastSeenAt is not null);

        var shown = (await _server.Api.CallAsync(HttpMethod.Patch, "/me/settings", new { sharePresence = true }, talk.Bob.AccessToken))
            .Must<SettingsShape>(HttpStatusCode.OK);
        Assert.True(shown.SharePresence);
        await talk.AdaClient.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence.UserId == talk.Bob.UserId && presence.Online);
    }

    [Fact]
    public async Task Settings_that_are_none_are_refused_and_what_is_not_named_stays()
    {
        var ada = await _server.JoinAsync("ada");
        (await _server.Api.CallAsync(HttpMethod.Patch, "/me/settings", new { sharePresence = "no" }, ada.AccessToken))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await _server.Api.CallAsync(HttpMethod.Patch, "/me/settings", new { sharePresence = false }, ada.AccessToken)).MustBe(HttpStatusCode.OK);
        Assert.False((await _server.Api.CallAsync(HttpMethod.Patch, "/me/settings", new { }, ada.AccessToken))
            .Must<SettingsShape>(HttpStatusCode.OK).SharePresence);
        (await _server.Api.GetAsync("/me/settings")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private static async Task AssertAbsentAsync(Conversation talk)
    {
        Assert.Equal(
            new PresenceShape(talk.Bob.UserId, false),
            Assert.Single((await talk.AdaClient.WatchPresenceAsync(talk.Bob.UserId)).Must().Users));
        var peer = Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).Peer;
        Assert.Equal((false, null), (peer.Online, peer.LastSeenAt));
    }
}

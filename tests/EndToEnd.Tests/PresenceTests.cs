using System.Diagnostics;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class PresenceTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task The_peer_of_the_active_thread_is_seen_coming_and_going()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await SeeBobAsync(talk);
        await talk.BobClient.DisposeAsync();
        var gone = await ExpectAsync(talk.AdaClient, talk.Bob, online: false);
        Assert.NotNull(gone.LastSeenAt);
        var thread = Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads);
        Assert.False(thread.Peer.Online);
        Assert.NotNull(thread.Peer.LastSeenAt);

        var back = await talk.ConnectAsync(talk.Bob);
        (await back.SyncAsync()).Must();
        await ExpectAsync(talk.AdaClient, talk.Bob, online: true);
    }

    [Fact]
    public async Task Somebody_with_another_connection_left_stays_online()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await SeeBobAsync(talk);
        var phone = await talk.ConnectAsync(talk.Bob);
        (await phone.SyncAsync()).Must();
        await talk.BobClient.DisposeAsync();
        await phone.DisposeAsync();
        await ExpectAsync(talk.AdaClient, talk.Bob, online: false);
        Assert.Single(talk.AdaClient.Pushes.All<PresenceShape>("Presence"), presence => !presence.Online);
    }

    [Fact]
    public async Task Those_with_a_thread_in_common_can_be_watched_and_strangers_cannot()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var eve = await _server.JoinAsync("eve");
        var stranger = await talk.ConnectAsync(eve);
        (await stranger.SyncAsync()).Must();
        await SeeBobAsync(talk);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();

        var watched = (await talk.AdaClient.WatchPresenceAsync(talk.Bob.UserId, eve.UserId, "u_nobody")).Must();
        var bob = Assert.Single(watched.Users);
        Assert.Equal((talk.Bob.UserId, true), (bob.UserId, bob.Online));
        Assert.Empty((await stranger.WatchPresenceAsync(talk.Bob.UserId)).Must().Users);

        await talk.BobClient.DisposeAsync();
        Assert.NotNull((await ExpectAsync(talk.AdaClient, talk.Bob, online: false)).LastSeenAt);
        var back = await talk.ConnectAsync(talk.Bob);
        (await back.SyncAsync()).Must();
        await ExpectAsync(talk.AdaClient, talk.Bob, online: true);
        Assert.Equal(0, stranger.Pushes.Count("Presence"));
    }

    [Fact]
    public async Task A_new_watch_list_replaces_the_last_one()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await SeeBobAsync(talk);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();
        var witness = await talk.ConnectAsync(talk.Ada);
        Assert.Single((await witness.WatchPresenceAsync(talk.Bob.UserId)).Must().Users);
        Assert.Single((await talk.AdaClient.WatchPresenceAsync(talk.Bob.UserId)).Must().Users);
        Assert.Empty((await talk.AdaClient.WatchPresenceAsync()).Must().Users);
        var before = talk.AdaClient.Pushes.Count("Presence");
        await talk.BobClient.DisposeAsync();
        await ExpectAsync(witness, talk.Bob, online: false);
        (await talk.AdaClient.SyncAsync()).Must();
        Assert.Equal(before, talk.AdaClient.Pushes.Count("Presence"));
    }

    [Fact]
    public async Task Coming_and_going_within_two_seconds_is_folded()
    {
        await using var talk = await Conversation.StartAsync(_server);
        const int Flaps = 8;
        await SeeBobAsync(talk);
        var before = talk.AdaClient.Pushes.Count("Presence");
        var watch = Stopwatch.StartNew();
        await talk.BobClient.DisposeAsync();
        for (var flap = 0; flap < Flaps; flap++)
        {
            var back = await talk.ConnectAsync(talk.Bob);
            await back.DisposeAsync();
        }

        // Whatever was folded on the way, the last word is true, and each two seconds hold one word at most.
        await ExpectLastAsync(talk, online: false);
        var changes = talk.AdaClient.Pushes.Count("Presence") - before;
        Assert.InRange(changes, 1, 2 + (int)(watch.Elapsed / TimeSpan.FromSeconds(2)));
    }

    // Coming is told up to two seconds late, too; who comes and goes in between is not told at all.
    private static async Task SeeBobAsync(Conversation talk)
    {
        var bob = Assert.Single((await talk.AdaClient.WatchPresenceAsync(talk.Bob.UserId)).Must().Users);
        if (!bob.Online)
        {
            await ExpectAsync(talk.AdaClient, talk.Bob, online: true);
        }

        (await talk.AdaClient.WatchPresenceAsync()).Must();
    }

    private static async Task ExpectLastAsync(Conversation talk, bool online)
    {
        PresenceShape last;
        do
        {
            last = await talk.AdaClient.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence.UserId == talk.Bob.UserId);
        }
        while (last.Online != online);
    }

    private static Task<PresenceShape> ExpectAsync(ChatClient client, Account user, bool online) =>
        client.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence.UserId == user.UserId && presence.Online == online);
}

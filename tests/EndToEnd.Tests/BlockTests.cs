using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class BlockTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task A_block_ends_the_thread_and_the_blocked_one_is_told_no_more_than_that()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.BobClient, "b", 2);
        (await talk.AdaClient.BlockUserAsync(talk.Bob.UserId, true)).Must();

        Assert.True((await talk.AdaClient.ExpectThreadChangedAsync(talk.ThreadId, active: false)).Blocked);
        Assert.Equal("closed", (await talk.BobClient.ExpectEventAsync(talk.ThreadId, 4)).Type);
        var seen = await talk.BobClient.ExpectThreadChangedAsync(talk.ThreadId, active: false);
        Assert.Equal((false, false, null), (seen.Blocked, seen.Peer.Online, seen.Peer.LastSeenAt));

        (await talk.BobClient.OpenThreadAsync(talk.Ada.Handle)).MustRefuse("blocked");
        (await talk.AdaClient.OpenThreadAsync(talk.Bob.UserId)).MustRefuse("blocked");
        (await _server.Api.OpenThreadAsync(talk.Bob.AccessToken, talk.Ada.UserId)).MustRefuse(HttpStatusCode.Forbidden, "blocked");
        (await talk.BobClient.SendAsync(talk.ThreadId, "b-3", "still there?")).MustRefuse("blocked");
        (await talk.AdaClient.SendAsync(talk.ThreadId, "a-1", "no")).MustRefuse("blocked");
        (await talk.BobClient.ReactAsync(talk.ThreadId, "b-4", 2, "👍", added: true)).MustRefuse("blocked");
        Assert.True((await talk.BobClient.SendAsync(talk.ThreadId, "b-1", "b 1")).Must().Duplicate);
        Assert.Equal(2, (await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages.Count);

        // Both are free for others at once.
        var eve = await _server.JoinAsync("eve");
        var other = await talk.ConnectAsync(eve);
        (await other.OpenThreadAsync(talk.Bob.UserId)).Must();
        var third = await _server.JoinAsync("third");
        (await talk.AdaClient.OpenThreadAsync(third.UserId)).Must();
    }

    [Fact]
    public async Task What_a_blocked_one_wrote_is_not_unread()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.BobClient, "b", 3);
        (await talk.AdaClient.BlockUserAsync(talk.Bob.UserId, true)).Must();
        await talk.AdaClient.Pushes.ExpectAsync<ReceiptShape>("Receipt", receipt => receipt is { Unread: 0, TotalUnread: 0 });
        Assert.Equal(0, Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).Unread);
        (await talk.AdaClient.BlockUserAsync(talk.Bob.UserId, false)).Must();
        var back = await talk.AdaClient.Pushes.ExpectAsync<ThreadShape>("ThreadChanged", thread => !thread.Blocked && !thread.Active);
        Assert.Equal(3, back.Unread);
        await talk.AdaClient.Pushes.ExpectAsync<ReceiptShape>("Receipt", receipt => receipt is { Unread: 3, TotalUnread: 3 });
    }

    [Fact]
    public async Task Neither_of_the_two_sees_when_the_other_is_there_until_the_block_is_taken_back()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await SeeAsync(talk.AdaClient, talk.Bob);
        await SeeAsync(talk.BobClient, talk.Ada);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();
        (await talk.AdaClient.BlockUserAsync(talk.Bob.UserId, true)).Must();

        // Those who watch are told at once, and who asks again learns as little.
        await AbsentAsync(talk.AdaClient, talk.Bob);
        await AbsentAsync(talk.BobClient, talk.Ada);
        foreach (var (client, other) in new[] { (talk.AdaClient, talk.Bob), (talk.BobClient, talk.Ada) })
        {
            Assert.Equal(new PresenceShape(other.UserId, false), Assert.Single((await client.WatchPresenceAsync(other.UserId)).Must().Users));
            var peer = Assert.Single((await client.SyncAsync()).Must().Threads).Peer;
            Assert.Equal((false, null), (peer.Online, peer.LastSeenAt));
        }

        // Coming and going is told to others, so that it has been told to whom it may be.
        var eve = await _server.JoinAsync("eve");
        var witness = await talk.ConnectAsync(eve);
        var common = (await witness.OpenThreadAsync(talk.Ada.UserId)).Must().ThreadId;
        await SeeAsync(witness, talk.Ada);
        var before = talk.BobClient.Pushes.All<PresenceShape>("Presence").Count(presence => presence.UserId == talk.Ada.UserId);
        await talk.AdaClient.DisposeAsync();
        await witness.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence.UserId == talk.Ada.UserId && !presence.Online);
        var back = await talk.ConnectAsync(talk.Ada);
        (await back.SyncAsync()).Must();
        await witness.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence.UserId == talk.Ada.UserId && presence.Online);
        (await back.CloseThreadAsync(common)).Must();
        (await talk.BobClient.SyncAsync()).Must();
        Assert.All(
            talk.BobClient.Pushes.All<PresenceShape>("Presence").Where(presence => presence.UserId == talk.Ada.UserId).Skip(before),
            presence => Assert.Equal((false, null), (presence.Online, presence.LastSeenAt)));

        (await back.BlockUserAsync(talk.Bob.UserId, false)).Must();
        await talk.BobClient.Pushes.ExpectAsync<PresenceShape>(
            "Presence", presence => presence.UserId == talk.Ada.UserId && presence.Online);
        Assert.False(Assert.Single((await talk.BobClient.SyncAsync()).Must().Threads).Active);
        (await talk.BobClient.OpenThreadAsync(talk.Ada.UserId)).Must();
    }

    [Fact]
    public async Task Blocks_can_be_listed_and_taken_back_over_http()
    {
        await using var people = await Crowd.GatherAsync(_server, 4);
        var token = people.Accounts[0].AccessToken;
        for (var other = 1; other < 4; other++)
        {
            (await _server.Api.CallAsync(HttpMethod.Put, $"/blocks/{people.Accounts[other].UserId}", null, token)).MustBe(HttpStatusCode.NoContent);
        }

        (await people[1].OpenThreadAsync(people.Accounts[0].UserId)).MustRefuse("blocked");
        var first = (await _server.Api.GetAsync("/blocks?limit=2", token)).Must<BlockPageShape>(HttpStatusCode.OK);
        Assert.Equal([people.Accounts[3].UserId, people.Accounts[2].UserId], first.Users.Select(user => user.UserId));
        Assert.Equal(people.Accounts[3].Handle, first.Users[0].Handle);
        var second = (await _server.Api.GetAsync($"/blocks?limit=2&cursor={first.NextCursor}", token)).Must<BlockPageShape>(HttpStatusCode.OK);
        Assert.Equal([people.Accounts[1].UserId], second.Users.Select(user => user.UserId));
        Assert.Null(second.NextCursor);

        (await _server.Api.CallAsync(HttpMethod.Delete, $"/blocks/{people.Accounts[1].UserId}", null, token)).MustBe(HttpStatusCode.NoContent);
        (await _server.Api.CallAsync(HttpMethod.Delete, $"/blocks/{people.Accounts[1].UserId}", null, token)).MustBe(HttpStatusCode.NoContent);
        (await people[1].OpenThreadAsync(people.Accounts[0].UserId)).Must();

        // Nobody else's list.
        Assert.Empty((await _server.Api.GetAsync("/blocks", people.Accounts[1].AccessToken)).Must<BlockPageShape>(HttpStatusCode.OK).Users);
        (await _server.Api.GetAsync("/blocks?cursor=x", token)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await _server.Api.GetAsync("/blocks?limit=0", token)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await _server.Api.CallAsync(HttpMethod.Put, "/blocks/somebody", null, token)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await _server.Api.CallAsync(HttpMethod.Put, $"/blocks/u_{new string('0', 32)}", null, token))
            .MustRefuse(HttpStatusCode.NotFound, "user_not_found");
    }

    private static async Task SeeAsync(ChatClient client, Account other)
    {
        var user = Assert.Single((await client.WatchPresenceAsync(other.UserId)).Must().Users);
        if (!user.Online)
        {
            await client.Pushes.ExpectAsync<PresenceShape>("Presence", presence => presence.UserId == other.UserId && presence.Online);
        }
    }

    private static Task<PresenceShape> AbsentAsync(ChatClient client, Account other) => client.Pushes.ExpectAsync<PresenceShape>(
        "Presence", presence => presence.UserId == other.UserId && !presence.Online && presence.LastSeenAt is null);
}

using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class MuteTests(SharedServer shared)
{
    private static readonly DateTimeOffset ForGood = new(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Muting_is_kept_and_told_to_ones_own_devices_alone()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var phone = await talk.ConnectAsync(talk.Ada);
        (await phone.SyncAsync()).Must();
        await talk.BobClient.ExpectThreadChangedAsync(talk.ThreadId, active: true);
        var until = new DateTimeOffset(2099, 5, 1, 12, 30, 0, 250, TimeSpan.Zero);
        Assert.Equal(until, (await talk.AdaClient.MuteThreadAsync(talk.ThreadId, true, until)).Must().MutedUntil);
        foreach (var device in new[] { talk.AdaClient, phone })
        {
            await device.Pushes.ExpectAsync<ThreadShape>("ThreadChanged", thread => thread.MutedUntil == until);
        }

        Assert.Equal(until, Assert.Single((await phone.SyncAsync()).Must().Threads).MutedUntil);

        // Messages come all the same.
        (await talk.BobClient.SendAsync(talk.ThreadId, "b-1", "psst")).Must();
        Assert.Equal("psst", (await phone.ExpectEventAsync(talk.ThreadId, 2)).Text);
        await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2);
        Assert.Equal(1, talk.BobClient.Pushes.Count("ThreadChanged"));
        Assert.Null(Assert.Single((await talk.BobClient.SyncAsync()).Must().Threads).MutedUntil);

        Assert.Equal(ForGood, (await talk.AdaClient.MuteThreadAsync(talk.ThreadId, true)).Must().MutedUntil);
        Assert.Null((await talk.AdaClient.MuteThreadAsync(talk.ThreadId, false)).Must().MutedUntil);
        Assert.Null((await talk.AdaClient.MuteThreadAsync(talk.ThreadId, true, DateTimeOffset.UnixEpoch)).Must().MutedUntil);
    }

    [Fact]
    public async Task A_closed_thread_is_muted_over_http_and_only_by_its_members()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();
        var path = $"/threads/{talk.ThreadId}/mute";
        var muted = (await _server.Api.CallAsync(HttpMethod.Put, path, new { until = "2099-01-01T01:00:00+01:00" }, talk.Bob.AccessToken))
            .Must<ThreadShape>(HttpStatusCode.OK);
        Assert.Equal(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), muted.MutedUntil);
        await talk.BobClient.Pushes.ExpectAsync<ThreadShape>("ThreadChanged", thread => thread.MutedUntil == muted.MutedUntil);
        Assert.Equal(
            ForGood,
            (await _server.Api.CallAsync(HttpMethod.Put, path, new { }, talk.Bob.AccessToken)).Must<ThreadShape>(HttpStatusCode.OK).MutedUntil);
        Assert.Null((await _server.Api.CallAsync(HttpMethod.Delete, path, null, talk.Bob.AccessToken)).Must<ThreadShape>(HttpStatusCode.OK).MutedUntil);

        var eve = await _server.JoinAsync("eve");
        (await _server.Api.CallAsync(HttpMethod.Put, path, new { }, eve.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        (await _server.Api.CallAsync(HttpMethod.Put, path, new { until = 5 }, talk.Bob.AccessToken))
            .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await _server.Api.CallAsync(HttpMethod.Delete, $"/threads/{new string('0', 32)}/mute", null, eve.AccessToken))
            .MustRefuse(HttpStatusCode.NotFound, "thread_not_found");
    }
}

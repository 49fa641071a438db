using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class ArchiveTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task An_archived_thread_comes_back_with_a_new_message_and_for_its_member_alone()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        var tablet = await talk.ConnectAsync(talk.Bob);
        (await tablet.SyncAsync()).Must();
        Assert.True((await talk.BobClient.ArchiveThreadAsync(talk.ThreadId, archived: true)).Must().Archived);
        await ExpectArchivedAsync(tablet, talk.ThreadId, archived: true);
        Assert.Equal([talk.ThreadId], await ListAsync(talk.Bob, "archived=true"));
        Assert.Empty(await ListAsync(talk.Bob, "archived=false"));
        Assert.Equal([talk.ThreadId], await ListAsync(talk.Bob, "limit=5"));
        Assert.Equal([talk.ThreadId], await ListAsync(talk.Ada, "archived=false"));
        Assert.True(Assert.Single((await tablet.SyncAsync()).Must().Threads).Archived);
        Assert.False(Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).Archived);

        await talk.SendManyAsync(talk.AdaClient, "b", 1);
        Assert.False(Assert.Single((await talk.BobClient.SyncAsync()).Must().Threads).Archived);
        Assert.Equal([talk.ThreadId], await ListAsync(talk.Bob, "archived=false"));
        Assert.Empty(await ListAsync(talk.Bob, "archived=true"));
    }

    [Fact]
    public async Task An_inactive_thread_is_archived_over_HTTP_and_all_devices_are_told()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();
        var path = $"/api/v1/threads/{talk.ThreadId}/archive";
        for (var repeated = 0; repeated < 2; repeated++)
        {
            var put = await _server.Api.SendAsync(HttpMethod.Put, path, null, talk.Bob.AccessToken);
            Assert.True(put.Must<ThreadShape>(HttpStatusCode.OK).Archived);
            await ExpectArchivedAsync(talk.BobClient, talk.ThreadId, archived: true);
        }

        Assert.Equal([talk.ThreadId], await ListAsync(talk.Bob, "archived=true"));
        var back = await _server.Api.SendAsync(HttpMethod.Delete, path, null, talk.Bob.AccessToken);
        Assert.False(back.Must<ThreadShape>(HttpStatusCode.OK).Archived);
        await ExpectArchivedAsync(talk.BobClient, talk.ThreadId, archived: false);
        Assert.Empty(await ListAsync(talk.Bob, "archived=true"));
        Assert.DoesNotContain(talk.AdaClient.Pushes.All<ThreadShape>("ThreadChanged"), thread => thread.Archived);
    }

    [Fact]
    public async Task Nobody_archives_a_thread_of_two_others()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var eve = await _server.JoinAsync("eve");
        await using var client = await _server.ConnectAsync(eve);
        (await client.ArchiveThreadAsync(talk.ThreadId, archived: true)).MustRefuse("not_a_member");
        (await _server.Api.SendAsync(HttpMethod.Put, $"/api/v1/threads/{talk.ThreadId}/archive", null, eve.AccessToken))
            .MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        Assert.False(Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).Archived);
    }

    private static Task<ThreadShape> ExpectArchivedAsync(ChatClient client, string threadId, bool archived) =>
        client.Pushes.ExpectAsync<ThreadShape>("ThreadChanged", thread => thread.ThreadId == threadId && thread.Archived == archived);

    private async Task<IEnumerable<string>> ListAsync(Account account, string query) =>
        (await _server.Api.GetAsync($"/threads?{query}", account.AccessToken)).Must<ThreadPageShape>(HttpStatusCode.OK)
            .Threads.Select(thread => thread.ThreadId);
}

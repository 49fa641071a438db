using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class ReceiptTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Reading_is_told_to_both_and_unread_only_to_the_reader()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var phone = await talk.ConnectAsync(talk.Bob);
        (await phone.SyncAsync()).Must();
        await talk.SendManyAsync(talk.AdaClient, "a", 5);
        await talk.SendManyAsync(talk.BobClient, "b", 2);
        Assert.Equal(5, await UnreadAsync(talk.Bob, talk.ThreadId));
        Assert.Equal(2, await UnreadAsync(talk.Ada, talk.ThreadId));

        Assert.Equal(new ReadShape(3, 3), (await talk.BobClient.MarkReadAsync(talk.ThreadId, 3)).Must());
        foreach (var device in new[] { talk.BobClient, phone })
        {
            var own = await ExpectReadAsync(device, talk.Bob, 3);
            Assert.Equal((3L, 3L), (own.Unread, own.TotalUnread));
        }

        var told = await ExpectReadAsync(talk.AdaClient, talk.Bob, 3);
        Assert.Equal((null, null), (told.Unread, told.TotalUnread));
        Assert.True(told.DeliveredSeq >= 3);

        var view = (await _server.Api.GetAsync($"/threads/{talk.ThreadId}", talk.Ada.AccessToken)).Must<ThreadShape>(HttpStatusCode.OK);
        Assert.Equal(3, view.PeerReadSeq);
        Assert.True(view.PeerDeliveredSeq >= 3);
    }

    [Fact]
    public async Task Watermarks_never_go_back_and_never_pass_the_end()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 4);
        var bob = talk.BobClient;
        Assert.Equal(4, (await bob.MarkDeliveredAsync(talk.ThreadId, 4)).Must().DeliveredSeq);
        Assert.Equal(4, (await bob.MarkDeliveredAsync(talk.ThreadId, 2)).Must().DeliveredSeq);
        Assert.Equal(new ReadShape(2, 3), (await bob.MarkReadAsync(talk.ThreadId, 2)).Must());
        Assert.Equal(new ReadShape(2, 3), (await bob.MarkReadAsync(talk.ThreadId, 0)).Must());
        Assert.Equal(new ReadShape(5, 0), (await bob.MarkReadAsync(talk.ThreadId, 1_000_000)).Must());
        Assert.Equal(5, (await bob.MarkDeliveredAsync(talk.ThreadId, 9_007_199_254_740_991)).Must().DeliveredSeq);
        await talk.SendManyAsync(talk.AdaClient, "b", 1);
        Assert.Equal(new ReadShape(5, 1), (await bob.MarkReadAsync(talk.ThreadId, 1)).Must());

        await ExpectReadAsync(talk.AdaClient, talk.Bob, 5);
        var pushed = talk.AdaClient.Pushes.All<ReceiptShape>("Receipt").Where(receipt => receipt.UserId == talk.Bob.UserId).ToArray();
        Assert.Equal(pushed.Select(receipt => receipt.ReadSeq).Order(), pushed.Select(receipt => receipt.ReadSeq));
        Assert.Equal(pushed.Select(receipt => receipt.DeliveredSeq).Order(), pushed.Select(receipt => receipt.DeliveredSeq));
        Assert.All(pushed, receipt => Assert.InRange(receipt.DeliveredSeq, 0, 5));
    }

    [Fact]
    public async Task A_cursor_of_a_sync_counts_as_delivered()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 3);
        (await talk.BobClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 4 })).Must();
        var told = await talk.AdaClient.Pushes.ExpectAsync<ReceiptShape>(
            "Receipt", receipt => receipt.UserId == talk.Bob.UserId && receipt.DeliveredSeq == 4);
        Assert.Equal((talk.ThreadId, 0L), (told.ThreadId, told.ReadSeq));
    }

    [Fact]
    public async Task Unread_is_summed_over_all_threads()
    {
        var ada = await _server.JoinAsync("ada");
        await using var client = await _server.ConnectAsync(ada);
        (await client.SyncAsync()).Must();
        var threads = new List<string>();
        foreach (var count in new[] { 2, 3 })
        {
            var bob = await _server.JoinAsync("bob");
            await using var peer = await _server.ConnectAsync(bob);
            var threadId = (await peer.OpenThreadAsync(ada.UserId)).Must().ThreadId;
            threads.Add(threadId);
            for (var number = 0; number < count; number++)
            {
                (await peer.SendAsync(threadId, $"m-{number}", "unread")).Must();
            }

            (await peer.CloseThreadAsync(threadId)).Must();
        }

        Assert.Equal(new ReadShape(2, 2), (await client.MarkReadAsync(threads[1], 2)).Must());
        var own = await client.Pushes.ExpectAsync<ReceiptShape>("Receipt", receipt => receipt.ThreadId == threads[1] && receipt.ReadSeq == 2);
        Assert.Equal((2L, 4L), (own.Unread, own.TotalUnread));
    }

    [Fact]
    public async Task Watermarks_and_unread_survive_closing_and_reopening()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.AdaClient, "a", 3);
        (await talk.BobClient.MarkReadAsync(talk.ThreadId, 2)).Must();
        (await talk.BobClient.CloseThreadAsync(talk.ThreadId)).Must();
        var reopened = (await talk.BobClient.OpenThreadAsync(talk.Ada.UserId)).Must();
        Assert.Equal((2L, 2L, 6L), (reopened.ReadSeq, reopened.Unread, reopened.LastSeq));
    }

    [Fact]
    public async Task Deleting_what_is_unread_lowers_the_count_on_all_of_the_readers_devices()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var phone = await talk.ConnectAsync(talk.Bob);
        (await phone.SyncAsync()).Must();
        await talk.SendManyAsync(talk.AdaClient, "a", 4);
        (await talk.BobClient.MarkReadAsync(talk.ThreadId, 3)).Must();
        (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 5, "edited")).Must();
        (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-1", 4)).Must();
        foreach (var device in new[] { talk.BobClient, phone })
        {
            var own = await device.Pushes.ExpectAsync<ReceiptShape>("Receipt", receipt => receipt.Unread == 1);
            Assert.Equal((talk.ThreadId, talk.Bob.UserId, 3L, 1L), (own.ThreadId, own.UserId, own.ReadSeq, own.TotalUnread));
        }

        Assert.Equal(1, await UnreadAsync(talk.Bob, talk.ThreadId));
        (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-2", 2)).Must();
        Assert.Equal(1, await UnreadAsync(talk.Bob, talk.ThreadId));
        Assert.Equal(new ReadShape(5, 0), (await talk.BobClient.MarkReadAsync(talk.ThreadId, 5)).Must());
    }

    private static Task<ReceiptShape> ExpectReadAsync(ChatClient client, Account reader, long readSeq) =>
        client.Pushes.ExpectAsync<ReceiptShape>("Receipt", receipt => receipt.UserId == reader.UserId && receipt.ReadSeq == readSeq);

    private async Task<long> UnreadAsync(Account account, string threadId) =>
        (await _server.Api.GetAsync($"/threads/{threadId}", account.AccessToken)).Must<ThreadShape>(HttpStatusCode.OK).Unread;
}

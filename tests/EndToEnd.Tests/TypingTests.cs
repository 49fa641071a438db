using System.Diagnostics;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class TypingTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Typing_shows_to_the_peer_alone_and_ends_when_told()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var phone = await talk.ConnectAsync(talk.Bob);
        (await phone.SyncAsync()).Must();
        (await talk.AdaClient.SetTypingAsync(talk.ThreadId, true)).Must();
        foreach (var device in new[] { talk.BobClient, phone })
        {
            Assert.Equal(new TypingShape(talk.ThreadId, talk.Ada.UserId, true), await device.Pushes.ExpectAsync<TypingShape>("Typing"));
        }

        (await talk.AdaClient.SetTypingAsync(talk.ThreadId, false)).Must();
        Assert.Equal(
            new TypingShape(talk.ThreadId, talk.Ada.UserId, false), await talk.BobClient.Pushes.ExpectAsync<TypingShape>("Typing"));
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "done")).Must();
        await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 2);
        Assert.Equal(0, talk.AdaClient.Pushes.Count("Typing"));
    }

    [Fact]
    public async Task Typing_ends_by_itself_after_six_seconds()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.SetTypingAsync(talk.ThreadId, true)).Must();
        var watch = Stopwatch.StartNew();
        await talk.BobClient.Pushes.ExpectAsync<TypingShape>("Typing", typing => typing.Typing);
        await talk.BobClient.Pushes.ExpectAsync<TypingShape>("Typing", typing => !typing.Typing);

        // The answer may have been under way for a while when the watch started, never the other way round.
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(4), $"It ended after {watch.Elapsed}.");
    }

    [Fact]
    public async Task Typing_in_a_closed_thread_is_refused()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();
        (await talk.AdaClient.SetTypingAsync(talk.ThreadId, true)).MustRefuse("thread_inactive");
    }
}

using System.Net.WebSockets;
using System.Text;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>The WebSocket below the hub, frame by frame.</summary>
[Collection(SharedServerGroup.Name)]
public sealed class SocketTests(SharedServer shared)
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Records_InPiecesOfFramesAndSeveralInOne_AreReadAsTheyAre()
    {
        using var socket = await ConnectAsync();
        foreach (var piece in (Handshake + Call(1)).Chunk(7))
        {
            await SendAsync(socket, new string(piece), endOfMessage: false);
        }

        await SendAsync(socket, Call(2) + Call(3)[..10], endOfMessage: true);
        await SendAsync(socket, Call(3)[10..], endOfMessage: true);

        // The calls run side by side, so their answers come in any order; each comes once.
        var answers = await ReadUntilAsync(socket, text => IsAnswered(text, 1) && IsAnswered(text, 2) && IsAnswered(text, 3));
        Assert.StartsWith("{}\u001e", answers, StringComparison.Ordinal);
        Assert.Equal(3, answers.Split("\"invocationId\":").Length - 1);
    }

    [Fact]
    public async Task TheClientSaysGoodbye_TheServerAnswersIt()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, Handshake + Call(1), endOfMessage: true);
        await ReadUntilAsync(socket, text => IsAnswered(text, 1));

        using var deadline = new CancellationTokenSource(Deadline);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", deadline.Token);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact]
    public async Task TheServerEndsTheSession_TheClientGetsAGoodbye()
    {
        var account = await _server.JoinAsync();
        using var socket = await ConnectAsync(account);
        await SendAsync(socket, Handshake + Call(1), endOfMessage: true);
        await ReadUntilAsync(socket, text => IsAnswered(text, 1));

        await _server.Api.LogoutAsync(account.AccessToken);
        await ReadUntilAsync(socket, _ => false);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task AnAnswerOfManyKilobytes_ArrivesWhole()
    {
        var (ada, bob) = (await _server.JoinAsync("ada"), await _server.JoinAsync("bob"));
        await using var client = await _server.ConnectAsync(ada);
        var threadId = (await client.OpenThreadAsync(bob.Handle)).Must().ThreadId;
        var text = new string('ß', 4_000);
        for (var number = 0; number < 40; number++)
        {
            (await client.SendAsync(threadId, $"m{number}", text)).Must();
        }

        using var socket = await ConnectAsync(bob);
        await SendAsync(
            socket,
            $"{Handshake}{{\"type\":1,\"invocationId\":\"1\",\"target\":\"GetHistory\",\"arguments\":[{{\"threadId\":\"{threadId}\",\"limit\":100}}]}}\u001e",
            endOfMessage: true);
        var answer = await ReadUntilAsync(socket, text => IsAnswered(text, 1));

        Assert.Equal(40, answer.Split(text).Length - 1);
    }

    private static string Call(int number) =>
        $"{{\"type\":1,\"invocationId\":\"{number}\",\"target\":\"Sync\",\"arguments\":[{{\"cursors\":{{}}}}]}}\u001e";

    /// <summary>Whether the answer to a call is there to its last byte.</summary>
    private static bool IsAnswered(string text, int number)
    {
        var start = text.IndexOf($"\"invocationId\":\"{number}\"", StringComparison.Ordinal);
        return start >= 0 && text.IndexOf('\u001e', start) >= 0;
    }

    private static async Task SendAsync(WebSocket socket, string text, bool endOfMessage)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage, deadline.Token);
    }

    private static async Task<string> ReadUntilAsync(WebSocket socket, Func<string, bool> isEnough)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, deadline.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return Encoding.UTF8.GetString(received.ToArray());
            }

            received.Write(buffer, 0, result.Count);
            var text = Encoding.UTF8.GetString(received.ToArray());
            if (isEnough(text))
            {
                return text;
            }
        }
    }

    private async Task<ClientWebSocket> ConnectAsync(Account? account = null)
    {
        account ??= await _server.JoinAsync();
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {account.AccessToken}");
        using var deadline = new CancellationTokenSource(Deadline);
        await socket.ConnectAsync(new UriBuilder(new Uri(_server.Url, "/hubs/chat")) { Scheme = "ws" }.Uri, deadline.Token);
        return socket;
    }
}

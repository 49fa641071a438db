using System.Text;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>From the bytes of a SendMessage invocation to the bytes of its completion, with a thread that answers at once.</summary>
internal sealed class HubDispatchPiece : IPiece
{
    private const int Count = 50;

    private readonly HostedHub _hub = new();
    private readonly byte[] _frame;
    private PipedClient? _client;

    public HubDispatchPiece()
    {
        var command = SampleMessage.Command(1);
        _frame = Encoding.UTF8.GetBytes(
            $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"SendMessage\",\"arguments\":[{{\"threadId\":\"{ThreadId.NewRandom()}\","
            + $"\"clientMessageId\":\"{command.ClientMessageId}\",\"text\":\"{command.Text}\"}}]}}\u001e");
    }

    public string Name => "hub dispatch";

    public int Messages => Count;

    public async Task PrepareAsync() => _client = await _hub.ConnectAsync(UserId.NewRandom());

    public async Task RunAsync()
    {
        for (var i = 0; i < Count; i++)
        {
            await _client!.SendAsync(_frame);
            await _client.ReceiveAsync(records: 1);
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}

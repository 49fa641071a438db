using System.Collections.Immutable;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>A batch of events becomes bytes on the connections of both members.</summary>
internal sealed class FanOutPiece : IPiece
{
    private const int Count = 100;

    private readonly HostedHub _hub = new();
    private readonly ImmutableArray<UserId> _members = [UserId.NewRandom(), UserId.NewRandom()];
    private readonly ThreadId _threadId = ThreadId.NewRandom();
    private readonly List<PipedClient> _clients = [];
    private long _seq;

    public string Name => "fan-out";

    public int Messages => Count;

    public async Task PrepareAsync()
    {
        foreach (var member in _members)
        {
            _clients.Add(await _hub.ConnectAsync(member));
        }
    }

    public async Task RunAsync()
    {
        var dispatcher = _hub.Dispatcher;
        var round = new PushRound();
        for (var i = 0; i < Count; i++)
        {
            dispatcher.Dispatch(new EventItem
            {
                Event = SampleMessage.Event(_threadId, _members[0], ++_seq),
                Recipients = _members,
            }, round);
        }

        round.End();

        foreach (var client in _clients)
        {
            await client.ReceiveAsync(Count);
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}

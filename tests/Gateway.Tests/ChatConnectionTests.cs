using System.Collections.Immutable;
using ChatOrleans.Gateway.Hubs.Pushes;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Tests;

public sealed class ChatConnectionTests
{
    private static readonly ThreadId Thread = ThreadId.NewRandom();

    private readonly TestConnection _connection = new(UserId.NewRandom());

    [Fact]
    public async Task PushEvent_AfterAHole_TellsTheThreadFirst()
    {
        PushEvents(1, 3, 3, 4);

        var pushed = await _connection.PushedAsync();
        Assert.Equal(["Event", "ResyncRequired", "Event", "Event"], pushed.Select(push => push.Target));
        Assert.Equal(Thread, Assert.IsType<ResyncPush>(pushed[1].Payload).ThreadId);
        Assert.Equal([1, 3, 4], pushed.Select(push => (push.Payload as ThreadEvent)?.Seq).OfType<long>());
    }

    [Fact]
    public async Task CheckHead_LastEventLost_TellsTheThread()
    {
        PushEvents(1);
        _connection.Chat.CheckHead(Thread, 1);
        _connection.Chat.CheckHead(Thread, 2);

        Assert.Equal(["Event", "ResyncRequired"], (await _connection.PushedAsync()).Select(push => push.Target));
    }

    [Fact]
    public async Task Synced_PushesOverlapTheAnswer_NothingComesTwice()
    {
        PushEvents(4, 5);
        _connection.Chat.Synced(Query, Answer(lastSeq: 6));
        PushEvents(6, 7);

        var pushed = await _connection.PushedAsync();
        Assert.Equal([4, 5, 7], pushed.Select(push => (push.Payload as ThreadEvent)?.Seq).OfType<long>());
        Assert.DoesNotContain(pushed, push => push.Target == "ResyncRequired");
    }

    [Fact]
    public async Task Synced_SomethingWasLostBetweenAnswerAndPushes_TellsTheThread()
    {
        PushEvents(9);
        _connection.Chat.Synced(Query, Answer(lastSeq: 6));

        Assert.Equal(["Event", "ResyncRequired"], (await _connection.PushedAsync()).Select(push => push.Target));
    }

    [Fact]
    public async Task PushDraining_Twice_TellsItOnce()
    {
        var message = PushMessages.Draining(1_000);
        _connection.Chat.PushDraining(message);
        _connection.Chat.PushDraining(message);

        Assert.Equal(["Draining"], (await _connection.PushedAsync()).Select(push => push.Target));
    }

    [Fact]
    public void TakeTyping_TypedAndStopped_OnlyWhatGoesOnAndOnce()
    {
        var other = ThreadId.NewRandom();
        _connection.Chat.SetTyping(Thread, typing: true);
        _connection.Chat.SetTyping(Thread, typing: true);
        _connection.Chat.SetTyping(other, typing: true);
        _connection.Chat.SetTyping(other, typing: false);

        Assert.Equal([Thread], _connection.Chat.TakeTyping());
        Assert.Empty(_connection.Chat.TakeTyping());
    }

    private static SyncQuery Query => new() { Cursors = [new SyncCursor(Thread, 3)] };

    private void PushEvents(params long[] seqs)
    {
        foreach (var seq in seqs)
        {
            _connection.Chat.PushEvent(Thread, seq, opens: false, PushMessages.Event(new ThreadEvent
            {
                ThreadId = Thread,
                Seq = seq,
                Type = EventType.Message,
                SenderId = _connection.Chat.UserId,
                At = DateTimeOffset.UnixEpoch,
            }));
        }
    }

    private SyncAnswer Answer(long lastSeq) => new()
    {
        Epoch = "epoch",
        Me = new Me { UserId = _connection.Chat.UserId, Handle = "ada", DisplayName = "Ada" },
        Threads =
        [
            new ThreadView
            {
                ThreadId = Thread,
                Peer = new Peer { UserId = UserId.NewRandom(), Handle = "bob", DisplayName = "Bob", Online = true },
                Active = true,
                LastSeq = lastSeq,
                Unread = 0,
                ReadSeq = 0,
                PeerReadSeq = 0,
                PeerDeliveredSeq = 0,
            },
        ],
        Events = ImmutableDictionary<string, ImmutableArray<ThreadEvent>>.Empty,
        States = ImmutableDictionary<string, SyncState>.Empty,
        Status = SyncState.Complete,
    };
}

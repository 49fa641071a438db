using System.Collections.Immutable;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Gateway.Tests;

public sealed class PeerWatchTests
{
    private static readonly DateTimeOffset Seen = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly IGrainFactory _grains = FakeGrains.Create();
    private readonly TestConnection _connection = new(UserId.NewRandom());
    private readonly UserId _peer = UserId.NewRandom();
    private readonly Queue<PresenceView?> _stored = new();
    private readonly TaskCompletionSource _allRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PresenceView?> _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PeerWatch _watch;
    private bool _isWatched;

    public PeerWatchTests()
    {
        var time = new FakeTime();
        var attempts = new Attempts(TestMetrics.Create(), time);
        var watches = new Watches();
        var leases = new Leases(
            new GatewayIdentity(), new ConnectionIndex(), _grains, attempts, time, NullLogger<Leases>.Instance);
        _watch = new PeerWatch(watches, leases, attempts, _grains, NullLogger<PeerWatch>.Instance);
        FakeGrains.On<IUserGrain>(_grains, nameof(IUserGrain.WatchAsync), _ =>
        {
            _isWatched = true;
            return _watched.Task;
        });
        FakeGrains.On<IThreadReaderGrain>(_grains, nameof(IThreadReaderGrain.GetPresenceAsync), _ => Task.FromResult(Read()));
    }

    [Fact]
    public async Task Follow_NothingChanged_PushesNothing()
    {
        await FollowAsync(Presence(online: true), Presence(online: true));
        Assert.Empty(await _connection.PushedAsync());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Follow_NowAsShown_ReadsNothing(bool online, bool isSeenKnown)
    {
        var shown = Presence(online, online ? null : Seen);
        _stored.Enqueue(Presence(!online));
        _watched.SetResult(isSeenKnown ? shown : shown with { LastSeenAt = null });
        _watch.Follow(_connection.Chat, View(shown, active: true));

        Assert.Single(_stored);
        Assert.Empty(await _connection.PushedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_NowNotAsShown_Reads(bool online)
    {
        var (shown, now) = (Presence(online, online ? null : Seen), Presence(!online, online ? Seen : null));
        _stored.Enqueue(now);
        _stored.Enqueue(now);
        _watched.SetResult(now);
        _watch.Follow(_connection.Chat, View(shown, active: true));
        await _allRead.Task.OrFailAsync();

        Assert.Equal([("Presence", now)], await _connection.PushedAsync());
    }

    [Fact]
    public async Task Follow_CameAndWentAsTheGrainHasSeen_PushesWhenLastSeen()
    {
        var later = Presence(online: false, Seen.AddMinutes(1));
        _stored.Enqueue(later);
        _stored.Enqueue(later);
        _watched.SetResult(later);
        _watch.Follow(_connection.Chat, View(Presence(online: false, Seen), active: true));
        await _allRead.Task.OrFailAsync();

        Assert.Equal([("Presence", later)], await _connection.PushedAsync());
    }

    [Fact]
    public async Task Follow_ChangedBeforeTheWatch_PushesIt()
    {
        var gone = Presence(online: false, Seen);
        await FollowAsync(Presence(online: true), gone, gone);

        Assert.Equal([("Presence", gone)], await _connection.PushedAsync());
    }

    [Fact]
    public async Task Follow_CameAndWentBeforeTheWatch_PushesWhenLastSeen()
    {
        var later = Presence(online: false, Seen.AddMinutes(1));
        await FollowAsync(Presence(online: false, Seen), later, later);

        Assert.Equal([("Presence", later)], await _connection.PushedAsync());
    }

    /// <summary>The stream's own push of the second change may have gone out before that of the first.</summary>
    [Fact]
    public async Task Follow_ChangedAgainMeanwhile_LastWordIsTrue()
    {
        var (here, gone) = (Presence(online: true), Presence(online: false, Seen));
        await FollowAsync(gone, here, gone, gone);

        Assert.Equal([("Presence", here), ("Presence", gone)], await _connection.PushedAsync());
    }

    [Fact]
    public async Task Follow_NobodyToSee_PushesNothing()
    {
        await FollowAsync(Presence(online: true), [null]);
        Assert.Empty(await _connection.PushedAsync());
    }

    [Fact]
    public async Task Follow_WatchNotYetTaken_ReadsNothingYet()
    {
        _stored.Enqueue(Presence(online: true));
        _watch.Follow(_connection.Chat, View(Presence(online: true), active: true));

        Assert.True(_isWatched);
        Assert.Single(_stored);
        _watched.SetResult(null);
        await _allRead.Task.OrFailAsync();
    }

    [Fact]
    public async Task Follow_FollowedAlready_IsNotWatchedAgain()
    {
        await FollowAsync(Presence(online: true), Presence(online: true));
        _isWatched = false;
        _watch.Follow(_connection.Chat, View(Presence(online: false), active: true));

        Assert.False(_isWatched);
    }

    [Fact]
    public void Follow_InactiveThread_IsNotWatched()
    {
        _watch.Follow(_connection.Chat, View(Presence(online: true), active: false));
        Assert.False(_isWatched);
    }

    private async Task FollowAsync(PresenceView shown, params PresenceView?[] stored)
    {
        foreach (var presence in stored)
        {
            _stored.Enqueue(presence);
        }

        _watched.SetResult(null);
        _watch.Follow(_connection.Chat, View(shown, active: true));
        await _allRead.Task.OrFailAsync();
    }

    private ImmutableArray<PresenceView> Read()
    {
        var presence = _stored.Dequeue();
        if (_stored.Count == 0)
        {
            _allRead.SetResult();
        }

        return presence is null ? [] : [presence];
    }

    private PresenceView Presence(bool online, DateTimeOffset? lastSeenAt = null) =>
        new() { UserId = _peer, Online = online, LastSeenAt = lastSeenAt };

    private static ThreadView View(PresenceView peer, bool active) => new()
    {
        ThreadId = ThreadId.NewRandom(),
        Peer = new Peer { UserId = peer.UserId, Handle = "bob", DisplayName = "Bob", Online = peer.Online, LastSeenAt = peer.LastSeenAt },
        Active = active,
        LastSeq = 1,
        Unread = 0,
        ReadSeq = 0,
        PeerReadSeq = 0,
        PeerDeliveredSeq = 0,
    };
}

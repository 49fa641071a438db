using System.Collections.Immutable;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Tests;

public sealed class WatchTests
{
    private readonly Watches _watches = new();
    private readonly TestConnection _phone = new(UserId.NewRandom());
    private readonly TestConnection _desk = new(UserId.NewRandom());
    private readonly UserId _ada = UserId.NewRandom();
    private readonly UserId _bob = UserId.NewRandom();

    [Fact]
    public void Replace_List_WatchesThoseAndNoLongerTheOthers()
    {
        Assert.Equal([_ada], Replace(_phone, _ada));
        Assert.Equal([_bob], Replace(_phone, _bob));

        Assert.Empty(_watches.Of(_ada));
        Assert.Equal([_phone.Chat], _watches.Of(_bob));
        Assert.Equal([_bob], _watches.Snapshot());
    }

    [Fact]
    public void Replace_SameList_BeginsNothing()
    {
        Replace(_phone, _ada, _bob);

        Assert.Empty(Replace(_phone, _bob, _ada));
        Assert.Equal([_phone.Chat], _watches.Of(_ada));
    }

    [Fact]
    public void Replace_AnotherConnectionWatches_BeginsForThisOneAllTheSame()
    {
        Replace(_phone, _ada);

        Assert.Equal([_ada], Replace(_desk, _ada));
        Assert.Equal([_phone.Chat, _desk.Chat], _watches.Of(_ada));
    }

    [Fact]
    public void AddPeer_Again_BeginsNothing()
    {
        Assert.True(_watches.AddPeer(_phone.Chat, _ada));
        Assert.False(_watches.AddPeer(_phone.Chat, _ada));
        Assert.Equal([_phone.Chat], _watches.Of(_ada));
    }

    [Fact]
    public void Replace_WithoutThePeer_StillWatchesThePeer()
    {
        _watches.AddPeer(_phone.Chat, _ada);
        Assert.Empty(Replace(_phone, _ada));
        Replace(_phone);

        Assert.Equal([_phone.Chat], _watches.Of(_ada));
        _watches.RemovePeer(_phone.Chat, _ada);
        Assert.Empty(_watches.Of(_ada));
    }

    [Fact]
    public void RemovePeer_Listed_StillWatchesTheListed()
    {
        Replace(_phone, _ada);
        _watches.AddPeer(_phone.Chat, _ada);
        _watches.RemovePeer(_phone.Chat, _ada);

        Assert.Equal([_phone.Chat], _watches.Of(_ada));
    }

    [Fact]
    public void Remove_Connection_WatchesNobodyAndNeverAgain()
    {
        Replace(_phone, _ada, _bob);
        Replace(_desk, _bob);
        _watches.Remove(_phone.Chat);

        Assert.Equal([_bob], _watches.Snapshot());
        Assert.Equal([_desk.Chat], _watches.Of(_bob));
        Assert.False(_watches.AddPeer(_phone.Chat, _ada));
        Assert.Empty(Replace(_phone, _ada));
        Assert.Empty(_watches.Of(_ada));
    }

    private IEnumerable<UserId> Replace(TestConnection connection, params ImmutableArray<UserId> users) =>
        _watches.Replace(connection.Chat, users).AsEnumerable();
}

using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Tests;

public sealed class ConnectionIndexTests
{
    private readonly ConnectionIndex _index = new();
    private readonly UserId _user = UserId.NewRandom();

    [Fact]
    public void Add_SecondConnection_IsTheSameUsers()
    {
        var (phone, desk) = (new TestConnection(_user).Chat, new TestConnection(_user).Chat);

        Assert.Same(_index.Add(phone), _index.Add(desk));
        Assert.Equal([phone, desk], _index.Of(_user));
    }

    [Fact]
    public void Remove_Connection_IsToldOnlyForTheLast()
    {
        var (phone, desk) = (new TestConnection(_user).Chat, new TestConnection(_user).Chat);
        var user = _index.Add(phone);
        _index.Add(desk);

        Assert.False(user.Remove(phone));
        Assert.True(user.Remove(desk));
        Assert.False(user.Remove(desk));
        Assert.False(_index.HasConnections);
    }

    [Fact]
    public void Forget_UserIsBack_KeepsTheUser()
    {
        var phone = new TestConnection(_user).Chat;
        var user = _index.Add(phone);
        user.Remove(phone);
        _index.Add(new TestConnection(_user).Chat);
        _index.Forget(user);

        Assert.Same(user, _index.Find(_user));
    }

    [Fact]
    public void Add_AfterForget_IsFound()
    {
        var phone = new TestConnection(_user).Chat;
        var user = _index.Add(phone);
        user.Remove(phone);
        _index.Forget(user);
        Assert.Null(_index.Find(_user));

        var desk = new TestConnection(_user).Chat;
        Assert.NotSame(user, _index.Add(desk));
        Assert.Equal([desk], _index.Of(_user));
        Assert.False(user.TryAdd(phone));
    }
}

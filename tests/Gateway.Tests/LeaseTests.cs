using System.Threading.Channels;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Gateway.Tests;

public sealed class LeaseTests
{
    private readonly FakeTime _time = new();
    private readonly GatewayIdentity _gateway = new();
    private readonly ConnectionIndex _connections = new();
    private readonly UserId _user = UserId.NewRandom();
    private readonly Channel<(string Method, TaskCompletionSource<Attachment> Answer)> _calls =
        Channel.CreateUnbounded<(string, TaskCompletionSource<Attachment>)>();

    private readonly Leases _leases;

    public LeaseTests()
    {
        var grains = FakeGrains.Create();
        _leases = new Leases(_gateway, _connections, grains, new Attempts(TestMetrics.Create(), _time), _time, NullLogger<Leases>.Instance);
        FakeGrains.On<IUserGrain>(grains, nameof(IUserGrain.AttachAsync), _ => Call("attach"));
        FakeGrains.On<IUserGrain>(grains, nameof(IUserGrain.DetachAsync), _ => Call("detach"));
    }

    [Fact]
    public async Task AttachAsync_HangsAndFails_IsRepeatedUntilItSucceeds()
    {
        var attached = _leases.AttachAsync(_connections.Add(new TestConnection(_user).Chat));
        await NextCallAsync("attach");
        await _time.PassNextTimerAsync();
        await _time.PassNextTimerAsync();
        (await NextCallAsync("attach")).SetException(new TimeoutException());
        await _time.NextTimerAsync();
        await _time.PassNextTimerAsync();

        (await NextCallAsync("attach")).SetResult(Attachment(1));
        Assert.Equal(1, (await attached.OrFailAsync()).Route.Version);
    }

    [Fact]
    public async Task DetachAsync_NobodyLeft_EndsTheLeaseAndForgetsTheUser()
    {
        var (user, _) = await ComeAndGoAsync();
        var detached = _leases.DetachAsync(user);
        (await NextCallAsync("detach")).SetResult(Attachment(0));
        await detached.OrFailAsync();

        Assert.Null(_connections.Find(_user));
    }

    [Fact]
    public async Task DetachAsync_UserIsBack_CallsNothing()
    {
        var (user, _) = await ComeAndGoAsync();
        _connections.Add(new TestConnection(_user).Chat);

        await _leases.DetachAsync(user).OrFailAsync();
        Assert.False(_calls.Reader.TryPeek(out _));
        Assert.Same(user, _connections.Find(_user));
    }

    [Fact]
    public async Task DetachAsync_UserComesBackWhileItHangs_IsNotRepeatedAndTheNewLeaseComesAfterIt()
    {
        var (user, _) = await ComeAndGoAsync();
        var detached = _leases.DetachAsync(user);
        await NextCallAsync("detach");
        var attached = _leases.AttachAsync(_connections.Add(new TestConnection(_user).Chat));
        Assert.False(_calls.Reader.TryPeek(out _));

        await _time.NextTimerAsync();
        await _time.PassNextTimerAsync();
        await _time.PassNextTimerAsync();
        (await NextCallAsync("attach")).SetResult(Attachment(2));
        Assert.Equal(2, (await attached.OrFailAsync()).Route.Version);
        await detached.OrFailAsync();
        Assert.Same(user, _connections.Find(_user));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DetachAsync_ArrivesLate_TheLeaseIsTakenAgainAndTheClientsCatchUp(bool lost)
    {
        var (user, _) = await ComeAndGoAsync();
        _ = _leases.DetachAsync(user);
        var late = await NextCallAsync("detach");
        var back = new TestConnection(_user);
        var attached = _leases.AttachAsync(_connections.Add(back.Chat));
        await _time.NextTimerAsync();
        await _time.PassNextTimerAsync();
        await _time.PassNextTimerAsync();
        (await NextCallAsync("attach")).SetResult(Attachment(2));
        await attached.OrFailAsync();

        late.SetResult(Attachment(0));
        (await NextCallAsync("attach")).SetResult(lost ? Attachment(3) with { Taken = true } : Attachment(2));
        if (lost)
        {
            Assert.Equal("ResyncRequired", (await back.NextPushAsync()).Target);
        }
        else
        {
            // In turn after the renewal, whose outcome is known then.
            var next = _leases.AttachAsync(user);
            (await NextCallAsync("attach")).SetResult(Attachment(2));
            await next.OrFailAsync();
            Assert.Empty(await back.PushedAsync());
        }
    }

    [Fact]
    public async Task RenewAsync_LeaseWasLost_TheClientsCatchUp()
    {
        var (user, connection) = await ComeAsync();
        _time.Advance(DeliveryTimes.Renewal);
        var renewed = _leases.RenewAsync(user);
        (await NextCallAsync("attach")).SetResult(Attachment(5) with { Taken = true });
        await renewed.OrFailAsync();

        Assert.Equal(["ResyncRequired"], (await connection.PushedAsync()).Select(push => push.Target));
    }

    [Fact]
    public async Task RenewAsync_AnotherGatewayCame_TellsTheClientsNothing()
    {
        var (user, connection) = await ComeAsync();
        _time.Advance(DeliveryTimes.Renewal);
        var renewed = _leases.RenewAsync(user);
        (await NextCallAsync("attach")).SetResult(Attachment(5));
        await renewed.OrFailAsync();

        Assert.Empty(await connection.PushedAsync());
    }

    [Fact]
    public async Task RenewAsync_AnyFault_IsTheNextRounds()
    {
        var (user, _) = await ComeAsync();
        _time.Advance(DeliveryTimes.Renewal);
        var renewed = _leases.RenewAsync(user);
        (await NextCallAsync("attach")).SetException(new InvalidOperationException());

        await renewed.OrFailAsync();
    }

    [Fact]
    public async Task RenewAsync_JustTaken_CallsNothing()
    {
        var (user, _) = await ComeAsync();
        await _leases.RenewAsync(user).OrFailAsync();
        Assert.False(_calls.Reader.TryPeek(out _));
    }

    private async Task<(LocalUser User, TestConnection Connection)> ComeAsync()
    {
        var connection = new TestConnection(_user);
        var user = _connections.Add(connection.Chat);
        var attached = _leases.AttachAsync(user);
        (await NextCallAsync("attach")).SetResult(Attachment(1));
        await attached.OrFailAsync();
        return (user, connection);
    }

    private async Task<(LocalUser User, TestConnection Connection)> ComeAndGoAsync()
    {
        var (user, connection) = await ComeAsync();
        Assert.True(user.Remove(connection.Chat));
        return (user, connection);
    }

    private Attachment Attachment(long version) =>
        new() { Route = new Grains.Abstractions.Delivery.Route { Version = version, Gateways = [_gateway.Id] }, Claims = [] };

    private Task<Attachment> Call(string method)
    {
        var answer = new TaskCompletionSource<Attachment>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Writer.TryWrite((method, answer));
        return answer.Task;
    }

    private async Task<TaskCompletionSource<Attachment>> NextCallAsync(string method)
    {
        var call = await _calls.Reader.ReadAsync().AsTask().OrFailAsync();
        Assert.Equal(method, call.Method);
        return call.Answer;
    }
}

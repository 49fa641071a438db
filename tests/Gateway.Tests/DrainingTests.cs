using ChatOrleans.Gateway.Hubs.Pushes;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class DrainingTests : IDisposable
{
    private const int DelayMs = 5_000;
    private const int Least = 1_000;
    private const int Spread = 630;

    private readonly FakeTime _time = new();
    private readonly ConnectionIndex _connections = new();
    private readonly Draining _draining;

    public DrainingTests() => _draining = new Draining(_connections, _time, Options.Create(new DrainOptions
    {
        DelayMs = DelayMs,
        ReconnectAfterMs = Least,
        ReconnectSpreadMs = Spread,
    }));

    [Fact]
    public async Task DrainAsync_BeforeTheDelayIsOver_IsUnreadyAndGoesOn()
    {
        var drained = _draining.DrainAsync();

        Assert.Equal(TimeSpan.FromMilliseconds(DelayMs), await _time.NextTimerAsync());
        Assert.Equal((true, false, false), (_draining.IsLeaving, _draining.HasBegun, drained.IsCompleted));

        _time.Advance(TimeSpan.FromMilliseconds(DelayMs));
        await drained.OrFailAsync();
        Assert.True(_draining.HasBegun);
    }

    [Fact]
    public async Task Hurry_InTheDelay_EndsIt()
    {
        var drained = _draining.DrainAsync();
        await _time.NextTimerAsync();

        _draining.Hurry();

        await drained.OrFailAsync();
        Assert.True(_draining.HasBegun);
    }

    [Fact]
    public async Task DrainAsync_ManyConnections_TellsThemWaitsSpreadEvenly()
    {
        var connections = Enumerable.Range(0, 64).Select(_ => new TestConnection(UserId.NewRandom())).ToArray();
        foreach (var connection in connections)
        {
            _connections.Add(connection.Chat);
        }

        _ = _draining.DrainAsync();
        await _time.PassNextTimerAsync();

        var waits = new List<int>();
        foreach (var connection in connections)
        {
            var (target, payload) = await connection.NextPushAsync();
            Assert.Equal("Draining", target);
            waits.Add(Assert.IsType<DrainingPush>(payload).ReconnectAfterMs);
        }

        Assert.Equal(Enumerable.Range(0, 64).Select(step => Least + (step * Spread / 63)), waits.Order());
    }

    public void Dispose() => _draining.Dispose();
}

using ChatOrleans.Grains.Abstractions.Limits;
using ChatOrleans.Grains.Limits;

namespace ChatOrleans.State.Tests;

public sealed class SpentLevelsTests
{
    private static readonly Guid Key = Guid.NewGuid();

    private readonly StillTime _time = new();

    [Fact]
    public void Add_SeveralGateways_AddUp()
    {
        var levels = new SpentLevels(_time);
        Assert.Equal(10, levels.Add(Spend(10)));
        Assert.Equal(15, levels.Add(Spend(5)));
        Assert.Equal(15, levels.Add(Spend(0, believed: 10)));
        Assert.Equal(3, levels.Add(Spend(3) with { Key = Guid.NewGuid() }));
    }

    [Fact]
    public void Add_TimePasses_LevelsFallToNothingAndAreForgotten()
    {
        var levels = new SpentLevels(_time);
        levels.Add(Spend(10));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(4, levels.Add(Spend(0)));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, levels.Add(Spend(1) with { Key = Guid.NewGuid() }));
        Assert.Equal(1, levels.Count);
    }

    [Fact]
    public void Add_LevelLost_IsWhatTheGatewayBelieves() =>
        Assert.Equal(42, new SpentLevels(_time).Add(Spend(2, believed: 40)));

    [Fact]
    public void Add_NoPlaceLeft_AnswersByWhatTheGatewaySays()
    {
        var levels = new SpentLevels(_time, places: 1);
        levels.Add(Spend(10));
        var other = Spend(5, believed: 2) with { Key = Guid.NewGuid() };
        Assert.Equal(7, levels.Add(other));
        Assert.Equal(7, levels.Add(other));
        Assert.Equal(11, levels.Add(Spend(1)));
        Assert.Equal(1, levels.Count);
    }

    private static LimitSpend Spend(double spent, double believed = 0) =>
        new() { Key = Key, Spent = spent, Believed = believed, PerSecond = 2 };

    private sealed class StillTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}

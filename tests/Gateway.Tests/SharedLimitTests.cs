using System.Collections.Immutable;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Grains.Abstractions.Limits;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Gateway.Tests;

/// <summary>One limit over several gateways, whose exchange goes through a grain that the test plays.</summary>
public sealed class SharedLimitTests
{
    private const int Burst = 40;
    private const double PerSecond = 2;

    private readonly FakeTime _time = new();
    private readonly Dictionary<Guid, (double Level, DateTimeOffset At)> _levels = [];
    private bool _isAway;

    [Fact]
    public async Task TryTake_SpentElsewhere_IsNotGivenAgain()
    {
        using var one = new Gateway(this);
        using var other = new Gateway(this);
        var user = UserId.NewRandom();
        Assert.Equal(Burst, one.Take(user, 1_000));
        await one.ExchangeAsync();

        // A quarter passes before the other tells and learns.
        Assert.Equal(Burst / 4, other.Take(user, Burst / 4));
        await other.ExchangeAsync();
        Assert.Equal(0, other.Take(user, 1));
        other.Buckets.TryTake(user, out var retryAfterMs);
        Assert.Equal(((Burst / 4) + 1) * 500, retryAfterMs);
    }

    [Fact]
    public async Task TryTake_NobodyElseSpends_WhatCameBackAndWasSpentIsNotOwed()
    {
        using var one = new Gateway(this);
        var user = UserId.NewRandom();
        Assert.Equal(Burst, one.Take(user, 1_000));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(5 * PerSecond, one.Take(user, 1_000));
        await one.ExchangeAsync();

        Assert.False(one.Buckets.TryTake(user, out var retryAfterMs));
        Assert.Equal(500, retryAfterMs);
    }

    [Fact]
    public async Task TryTake_AllSpendAtOnce_TheBurstIsOncePerGatewayAndTheRateHolds()
    {
        const int Count = 4;
        const int Seconds = 300;
        var gateways = Enumerable.Range(0, Count).Select(_ => new Gateway(this)).ToArray();
        var user = UserId.NewRandom();
        var taken = 0;
        for (var second = 0; second < Seconds; second++)
        {
            taken += gateways.Sum(gateway => gateway.Take(user, Burst * 2));
            _time.Advance(TimeSpan.FromSeconds(1));
            foreach (var gateway in gateways)
            {
                await gateway.ExchangeAsync();
            }
        }

        Assert.InRange(taken, Burst + (PerSecond * (Seconds - 1)) - (Count * PerSecond), (PerSecond * Seconds) + (Count * ((1.25 * Burst) + PerSecond)));
    }

    [Fact]
    public async Task TryTake_OneUserAtOneGateway_HasTheWholeLimit()
    {
        using var one = new Gateway(this);
        using var other = new Gateway(this);
        var (ada, bob) = (UserId.NewRandom(), UserId.NewRandom());
        Assert.Equal(Burst, one.Take(ada, 1_000));
        Assert.Equal(Burst, other.Take(bob, 1_000));
        await one.ExchangeAsync();
        await other.ExchangeAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(10 * PerSecond, one.Take(ada, 1_000));
        Assert.Equal(10 * PerSecond, other.Take(bob, 1_000));
    }

    [Fact]
    public async Task Exchange_LittleSpent_TellsNobody()
    {
        using var gateway = new Gateway(this);
        gateway.Take(UserId.NewRandom(), (Burst / 4) - 1);
        await gateway.ExchangeAsync();
        Assert.Empty(_levels);
    }

    [Fact]
    public async Task Exchange_SiloAway_CountsByItselfAndTellsLater()
    {
        using var one = new Gateway(this);
        using var other = new Gateway(this);
        var user = UserId.NewRandom();
        _isAway = true;
        Assert.Equal(Burst, one.Take(user, 1_000));
        await one.ExchangeAsync();
        Assert.Equal(0, one.Take(user, 1));

        _isAway = false;
        await one.ExchangeAsync();
        other.Take(user, Burst / 4);
        await other.ExchangeAsync();
        Assert.Equal(0, other.Take(user, 1));
    }

    [Fact]
    public async Task Exchange_LevelsLost_AreBroughtBackByWhoKnowsThem()
    {
        using var one = new Gateway(this);
        using var other = new Gateway(this);
        var user = UserId.NewRandom();
        one.Take(user, 1_000);
        await one.ExchangeAsync();
        _levels.Clear();

        // Who is refused asks again, and says what it knows.
        Assert.Equal(0, one.Take(user, 1));
        await one.ExchangeAsync();
        other.Take(user, Burst / 4);
        await other.ExchangeAsync();
        Assert.Equal(0, other.Take(user, 1));
    }

    private Task<ImmutableArray<double>> Share(object?[] arguments) => _isAway
        ? throw new TimeoutException()
        : Task.FromResult(((ImmutableArray<LimitSpend>)arguments[0]!).Select(Add).ToImmutableArray());

    private double Add(LimitSpend spend)
    {
        var now = _time.GetUtcNow();
        var level = _levels.TryGetValue(spend.Key, out var known)
            ? Math.Max(0, known.Level - ((now - known.At).TotalSeconds * spend.PerSecond))
            : 0;
        level = Math.Max(level, spend.Believed) + spend.Spent;
        _levels[spend.Key] = (level, now);
        return level;
    }

    /// <summary>One gateway's share in the limit.</summary>
    private sealed class Gateway : IDisposable
    {
        private readonly LimitExchange _exchange;

        public Gateway(SharedLimitTests test)
        {
            var grains = FakeGrains.Create();
            FakeGrains.On<ILimitGrain>(grains, nameof(ILimitGrain.ShareAsync), test.Share);
            _exchange = new LimitExchange(grains, test._time, NullLogger<LimitExchange>.Instance);
            Buckets = SharedBuckets.Of<UserId>(
                "Test", new RateOptions { PerSecond = PerSecond, Burst = Burst }, test._time, _exchange, LimitKey.Write);
        }

        public TokenBuckets<UserId> Buckets { get; }

        public int Take(UserId user, int times) => Enumerable.Range(0, times).Count(_ => Buckets.TryTake(user, out var _));

        public void Dispose() => _exchange.Dispose();

        public Task ExchangeAsync() => _exchange.ExchangeAsync(CancellationToken.None);
    }
}

using ChatOrleans.Gateway.Limits;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class LimitTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void TryTake_FullBucket_GivesTheBurstAndNoMore()
    {
        var buckets = Buckets(perSecond: 2, burst: 5);

        Assert.Equal(5, Take(buckets, "ada", 100));
        Assert.False(buckets.TryTake("ada", out var retryAfterMs));
        Assert.Equal(500, retryAfterMs);
    }

    [Fact]
    public void TryTake_WaitedAsTold_GivesExactlyOne()
    {
        var buckets = Buckets(perSecond: 2, burst: 5);
        Take(buckets, "ada", 5);
        buckets.TryTake("ada", out var retryAfterMs);

        _time.Advance(TimeSpan.FromMilliseconds(retryAfterMs - 1));
        Assert.False(buckets.TryTake("ada", out var rest));
        Assert.Equal(1, rest);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Take(buckets, "ada", 10));
    }

    [Fact]
    public void TryTake_LongPause_GivesNoMoreThanTheBurst()
    {
        var buckets = Buckets(perSecond: 2, burst: 5);
        Take(buckets, "ada", 5);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, Take(buckets, "ada", 100));
    }

    [Fact]
    public void TryTake_OtherKey_HasItsOwn()
    {
        var buckets = Buckets(perSecond: 2, burst: 5);
        Take(buckets, "ada", 5);

        Assert.Equal(5, Take(buckets, "bob", 100));
    }

    [Fact]
    public void TryTake_NoPlaceLeft_NewcomersShareOneWiderBucket()
    {
        var buckets = Buckets(perSecond: 1, burst: 1, places: 2);
        Assert.Equal(2, Take(buckets, "ada", 1) + Take(buckets, "bob", 1));

        var taken = Enumerable.Range(0, 500).Sum(i => Take(buckets, $"newcomer {i}", 1));
        Assert.Equal(100, taken);
        Assert.Equal(0, Take(buckets, "ada", 1));
    }

    [Fact]
    public void TryTake_PlacesCameFree_NewcomersGetTheirOwn()
    {
        var buckets = Buckets(perSecond: 1, burst: 1, places: 2);
        Take(buckets, "ada", 1);
        Take(buckets, "bob", 1);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, Take(buckets, "eve", 5));
    }

    [Fact]
    public void OpeningLimiter_SamePerson_IsOneWhateverTheSpelling()
    {
        var limiter = new OpeningLimiter(Options.Create(new LimitOptions()), _time);
        var user = UserId.NewRandom();

        var taken = Enumerable.Range(0, 30).Count(i => limiter.TryTake(user, i % 2 == 0 ? "ada" : "ADA", out _));
        Assert.Equal(20, taken);
        Assert.True(limiter.TryTake(user, "bob", out _));
    }

    [Fact]
    public void OpeningLimiter_ManyPeople_EndsAtTheUsersOwnLimit()
    {
        var limiter = new OpeningLimiter(Options.Create(new LimitOptions()), _time);
        var user = UserId.NewRandom();

        Assert.Equal(40, Enumerable.Range(0, 100).Count(i => limiter.TryTake(user, $"person {i}", out _)));
        Assert.True(limiter.TryTake(UserId.NewRandom(), "person 1", out _));
    }

    [Fact]
    public void SendLimiter_Default_GivesTheContractsHundredAtOnceAndTwentyASecond()
    {
        var limiter = new SendLimiter(Options.Create(new LimitOptions()), _time);
        var user = UserId.NewRandom();

        Assert.Equal(100, Enumerable.Range(0, 1_000).Count(_ => limiter.TryTake(user, out var _)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(20, Enumerable.Range(0, 1_000).Count(_ => limiter.TryTake(user, out var _)));
        Assert.True(limiter.TryTakeLookup(user));
    }

    private TokenBuckets<string> Buckets(double perSecond, int burst, int places = 1_000) =>
        new(new RateOptions { PerSecond = perSecond, Burst = burst }, _time, places);

    private static int Take(TokenBuckets<string> buckets, string key, int times) =>
        Enumerable.Range(0, times).Count(_ => buckets.TryTake(key, out var _));
}

using ChatOrleans.Gateway.Limits;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class LoginLimitTests
{
    private static readonly ClientAddress Home = new(1);

    private readonly FakeTime _time = new();

    [Fact]
    public void TryTake_OneAddress_EndsAtThePairsLimitWhateverTheSpelling()
    {
        var limiter = Limiter();
        var taken = Enumerable.Range(0, 100).Count(number => limiter.TryTake(Home, number % 2 == 0 ? "ada" : "ADA", out _));
        Assert.Equal(20, taken);
        Assert.True(limiter.TryTake(Home, "bob", out _));
        Assert.True(limiter.TryTake(new ClientAddress(2), "ada", out _));
    }

    [Fact]
    public void TryTake_ManyAddresses_EndsAtTheHandlesLimit()
    {
        var limiter = Limiter();
        var taken = Enumerable.Range(0, 1_000).Count(number => limiter.TryTake(new ClientAddress((UInt128)number + 10), "ada", out _));
        Assert.Equal(300, taken);
    }

    [Fact]
    public void TryTake_StrangersEverywhere_TheOwnerComesIn()
    {
        var limiter = Limiter();
        Assert.True(limiter.TryTake(Home, "Ada", out _));
        limiter.Succeeded(Home, "Ada");
        for (var number = 0; number < 1_000; number++)
        {
            limiter.TryTake(new ClientAddress((UInt128)number + 10), "ada", out _);
        }

        Assert.False(limiter.TryTake(new ClientAddress(2), "ada", out var retryAfterMs));
        Assert.InRange(retryAfterMs, 1, 2_000);
        Assert.True(limiter.TryTake(Home, "ADA", out _));
    }

    private LoginLimiter Limiter() => new(Options.Create(new LimitOptions()), _time);
}

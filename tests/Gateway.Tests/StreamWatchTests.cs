using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Gateway.Tests;

public sealed class StreamWatchTests
{
    private static readonly Guid Life = Guid.NewGuid();

    private readonly FakeTime _time = new();
    private readonly StreamWatch _watch;

    public StreamWatchTests() => _watch = new StreamWatch(_time);

    [Fact]
    public void Accept_FromTheStartWithoutHoles_LosesNothing() =>
        Assert.All([1L, 2, 3], number => Assert.Equal((true, false), Accept(Life, number)));

    [Fact]
    public void Accept_FirstBatchIsNotTheFirst_SomethingWasLost() => Assert.Equal((true, true), Accept(Life, 2));

    [Fact]
    public void Accept_Hole_IsTakenAndToldOnce()
    {
        Accept(Life, 1);

        Assert.Equal((true, true), Accept(Life, 3));
        Assert.Equal((true, false), Accept(Life, 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Accept_CameBefore_IsNotTakenAgain(long number)
    {
        Accept(Life, 1);
        Accept(Life, 2);

        Assert.Equal((false, false), Accept(Life, number));
        Assert.Equal((true, false), Accept(Life, 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Accept_NewLifeOfTheQueue_WhatTheOldHeldWasLost(long number)
    {
        Accept(Life, 1);
        Accept(Life, 2);
        var next = Guid.NewGuid();

        Assert.Equal((true, true), Accept(next, number));
        Assert.Equal((false, false), Accept(next, number));
        Assert.Equal((true, false), Accept(next, number + 1));
    }

    [Fact]
    public void Silence_SinceTheStart_Grows()
    {
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(4), _watch.Silence);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Silence_BatchCame_EndsEvenWithOneThatCameBefore(long number)
    {
        Accept(Life, 1);
        _time.Advance(TimeSpan.FromSeconds(4));

        Accept(Life, number);
        Assert.Equal(TimeSpan.Zero, _watch.Silence);
    }

    private (bool Taken, bool Lost) Accept(Guid life, long number)
    {
        var taken = _watch.Accept(new GatewayBatch { QueueLife = life, Number = number, Items = [] }, out var lost);
        return (taken, lost);
    }
}

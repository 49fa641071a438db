using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Tests.Reports;

public sealed class AssertionTests
{
    private static readonly Dictionary<string, double> Figures = new()
    {
        ["delivery.p99"] = 15,
        ["acknowledgement.p50"] = 2,
        ["rate"] = 12_000,
        ["server.us"] = 79.5,
        ["violations"] = 0,
        ["errors.overloaded"] = 100,
    };

    [Theory]
    [InlineData("p99<20", true)]
    [InlineData("p99 < 15", false)]
    [InlineData("delivery.p99<=15", true)]
    [InlineData("ack.p50<=2", true)]
    [InlineData("acknowledgement.p50>2", false)]
    [InlineData("rate>=12000", true)]
    [InlineData("rate >= 1.2e4", true)]
    [InlineData("rate!=12000", false)]
    [InlineData("server.us<=80", true)]
    [InlineData("violations==0", true)]
    [InlineData("errors.overloaded<100", false)]
    [InlineData("errors.unavailable==0", true)]
    [InlineData("refused==0", true)]
    [InlineData("violations.lost==0", true)]
    [InlineData("generator.us<=40", false)]
    [InlineData("sync.p99<10", false)]
    public void Fails_OfFigures_SaysWhetherItHolds(string text, bool holds) =>
        Assert.Equal(holds, Assertion.Parse(text).Fails(Figures) is null);

    [Theory]
    [InlineData("", "none of")]
    [InlineData("p99", "none of")]
    [InlineData("p99=20", "none of")]
    [InlineData("p98<20", "'p98'")]
    [InlineData("delivery.p98<20", "no figure")]
    [InlineData("<20", "no figure")]
    [InlineData("p99<", "no number")]
    [InlineData("p99<twenty", "'twenty'")]
    [InlineData("p99<NaN", "no number")]
    [InlineData("p99<20ms", "'20ms'")]
    [InlineData("violations.nonsense==0", "no figure")]
    public void Parse_WhatIsNone_SaysWhatIsWrong(string text, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => Assertion.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Fails_WhenItDoes_SaysTheValue() =>
        Assert.Equal("delivery.p99<10: it is 15", Assertion.Parse("p99<10").Fails(Figures));
}

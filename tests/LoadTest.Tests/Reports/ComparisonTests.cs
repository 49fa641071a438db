using System.Text.Json;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Tests.Reports;

public sealed class ComparisonTests
{
    [Fact]
    public void Figures_of_both_are_beside_each_other_with_their_ratio()
    {
        var comparison = Compare(
            """{"scenario":"flood","figures":{"rate":100,"nested":{"p99Ms":4}}}""",
            """{"scenario":"flood","figures":{"rate":150,"nested":{"p99Ms":2},"server.us":7}}""");

        Assert.Equal(
            [("nested.p99Ms", 4, 2), ("rate", 100, 150), ("server.us", null, 7)],
            comparison.Figures);
        Assert.Empty(comparison.Warnings);
        Assert.Contains(comparison.Lines(), line => line.StartsWith("rate", StringComparison.Ordinal) && line.EndsWith("1.500", StringComparison.Ordinal));
    }

    [Fact]
    public void What_else_differs_is_warned_of()
    {
        var comparison = Compare(
            """{"scenario":"flood","sound":true,"conditions":{"cores":2,"commit":"a"},"options":{"pairs":"10"},"figures":{}}""",
            """{"scenario":"chat","sound":false,"conditions":{"cores":4,"commit":"b"},"options":{"pairs":"20","rate":"5"},"figures":{}}""");

        Assert.Equal(
            [
                "the scenario differs: flood, chat",
                "the cores differs: 2, 4",
                "option pairs differs: 10, 20",
                "option rate differs: none, 5",
                "B is not sound",
            ],
            comparison.Warnings);
    }

    private static Comparison Compare(string one, string other)
    {
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(other);
        return new Comparison(first.RootElement, second.RootElement);
    }
}

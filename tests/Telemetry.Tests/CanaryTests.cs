using ChatOrleans.LoadTest.Tampering;

namespace ChatOrleans.Telemetry.Tests;

[Collection(WatchedGroup.Name)]
public sealed class CanaryTests(Watched watched)
{
    private const string Messages = "chat_canary_messages_total";

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Its_pairs_talk_on_after_their_gateway_was_killed_and_find_nothing_wrong()
    {
        await using var canary = await CanaryRun.StartAsync("canary.honest", pairs: 2, Long, watched.Gateway.Url);
        await canary.ReadUntilAsync(page => MetricsPages.ValueOf(page, Messages) >= 10);
        await watched.Gateway.KillAsync();
        await watched.Gateway.RestartAsync();
        var before = MetricsPages.ValueOf(await canary.ReadUntilAsync(_ => true), Messages);
        var page = await canary.ReadUntilAsync(page =>
            MetricsPages.ValueOf(page, Messages) >= before + 10
            && page.Contains("chat_ready{component=\"pairs\"} 1", StringComparison.Ordinal));

        Assert.Equal(
            ["changed", "doubled", "lost", "reordered", "undelivered"],
            page.Split('\n').Where(line => line.StartsWith("chat_canary_violations_total{", StringComparison.Ordinal))
                .Select(line => line.Split('"')[1]).Order());
        Assert.All(
            page.Split('\n').Where(line => line.StartsWith("chat_canary_violations_total{", StringComparison.Ordinal)),
            line => Assert.EndsWith("} 0", line, StringComparison.Ordinal));
        Assert.True(MetricsPages.ValueOf(page, "chat_canary_delivery_p99_seconds") > 0);
        Assert.Contains("chat_canary_reconnects_total", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Double", "doubled", "canary.double")]
    [InlineData("Lose", "undelivered", "canary.lose")]
    public async Task It_reports_what_a_lying_server_does(string lie, string reported, string handle)
    {
        var settings = new TamperSettings
        {
            EveryFrames = 4,
            Kinds = [Enum.Parse<TamperKind>(lie)],
            Targets = [TamperTarget.Push],
        };
        await using var proxy = await TamperProxy.StartAsync(
            watched.Gateway.Url, "http://127.0.0.1:0", settings, new TamperSchedule(settings), CancellationToken.None);
        await using var canary = await CanaryRun.StartAsync(handle, pairs: 1, TimeSpan.FromSeconds(1), proxy.Url);

        await canary.ReadUntilAsync(page =>
            MetricsPages.ValueOf(page, $"chat_canary_violations_total{{kind=\"{reported}\"}}") > 0);
    }
}

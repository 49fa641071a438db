using System.Text.Json;
using ChatOrleans.TestKit;
using YamlDotNet.RepresentationModel;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>What lies in <c>deploy</c> for Prometheus and Grafana, held against what the programs measure.</summary>
[Collection(WatchedGroup.Name)]
public sealed class ShippedRulesTests(Watched watched)
{
    [Fact]
    public async Task Every_metric_in_the_alert_rules_exists()
    {
        var rules = ReadRules();
        Assert.Subset(await KnownAsync(), rules.SelectMany(rule => PromQl.MetricsOf(rule.Expression)).ToHashSet());
        Assert.Equal(rules.Length, rules.Select(rule => rule.Name).Distinct().Count());
    }

    [Fact]
    public async Task Every_metric_on_the_dashboard_exists()
    {
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("grafana", "chat-orleans.json")));
        var expressions = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .ToArray();

        Assert.True(expressions.Length > 30);
        Assert.Subset(await KnownAsync(), expressions.SelectMany(PromQl.MetricsOf).ToHashSet());
    }

    [Theory]
    [InlineData("chat_message_ack_duration_seconds")]
    [InlineData("chat_send_refused_total{code=\"overloaded\"}")]
    [InlineData("chat_send_refused_total{code=\"unavailable\"}")]
    [InlineData("chat_log_commits_total{outcome=\"unknown\"}")]
    [InlineData("chat_log_queue_delay_seconds")]
    [InlineData("chat_stream_resyncs_total")]
    [InlineData("chat_cluster_deaths_total{how=\"declared\"}")]
    [InlineData("chat_canary_violations_total")]
    [InlineData("chat_canary_delivery_p99_seconds")]
    [InlineData("chat_canary_silence_seconds")]
    [InlineData("chat_ready{component!=\"lifetime\"}")]
    [InlineData("chat_ready{component=\"database\"}")]
    [InlineData("dotnet_process_memory_working_set_bytes")]
    public void An_alarm_watches(string what)
    {
        Assert.Contains(ReadRules(), rule => rule.Expression.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public void MetricsOf_Expression_AreItsMetricsAlone()
    {
        Assert.Equal(
            ["a_seconds", "b_total", "c"],
            PromQl.MetricsOf("histogram_quantile(0.99, sum by (le, x) (rate(a_seconds_bucket{y=\"z\"}[5m]))) > 6e9 or b_total / c"));
    }

    private static (string Name, string Expression)[] ReadRules()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(PathOf("prometheus", "alerts.yml"));
        yaml.Load(reader);
        return
        [
            .. from @group in ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"]).Children
               from rule in ((YamlSequenceNode)@group["rules"]).Children
               select (((YamlScalarNode)rule["alert"]).Value!, ((YamlScalarNode)rule["expr"]).Value!),
        ];
    }

    private static string PathOf(string folder, string file) => Path.Combine(Repository.Root, "deploy", folder, file);

    private async Task<HashSet<string>> KnownAsync()
    {
        var (ada, bob, threadId, _) = await watched.TalkAsync();
        await using var closing = ada;
        await using var closingToo = bob;
        var ack = (await ada.SendAsync(threadId, "m-1", "measured")).Must();
        await bob.ExpectEventAsync(threadId, ack.Seq);

        var known = DeclaredMetrics.Read();
        foreach (var process in watched.Topology.Nodes)
        {
            // The first look at readiness is under way when a process has just come up.
            var page = await MetricsPages.ReadUntilAsync(process.Url, page => page.Contains("\nchat_ready{", StringComparison.Ordinal));
            known.UnionWith(page.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
        }

        return known;
    }
}

using System.Net;
using System.Text.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.Telemetry.Tests;

[Collection(WatchedGroup.Name)]
public sealed class HealthTests(Watched watched) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { Timeout = Deadline };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Readiness_says_what_it_rests_on_and_so_does_the_metric()
    {
        var silo = await WaitAsync(watched.Silo, HttpStatusCode.OK);
        var gateway = await WaitAsync(watched.Gateway, HttpStatusCode.OK);
        Assert.Equal(["cluster", "database", "lifetime", "writers"], NamesOf(silo).Order());
        Assert.Equal(["lifetime", "sessions", "silos", "stream"], NamesOf(gateway).Order());
        Assert.All(
            silo.GetProperty("components").EnumerateObject().Concat(gateway.GetProperty("components").EnumerateObject()),
            component => Assert.True(component.Value.GetProperty("ok").GetBoolean()));

        var metrics = await MetricsPages.ReadUntilAsync(
            watched.Silo.Url, page => page.Contains("chat_ready{component=\"database\"} 1", StringComparison.Ordinal));
        Assert.Contains("chat_cluster_silos{status=\"active\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_PostgreSQL_the_nodes_live_and_are_not_ready_and_say_why()
    {
        watched.Topology.Postgres.Pause();
        try
        {
            var problem = await WaitAsync(watched.Silo, HttpStatusCode.ServiceUnavailable);
            Assert.False(problem.GetProperty("components").GetProperty("database").GetProperty("ok").GetBoolean());
            Assert.True(problem.GetProperty("components").GetProperty("cluster").GetProperty("ok").GetBoolean());
            Assert.Equal("unavailable", problem.GetProperty("code").GetString());
            Assert.Contains("database", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

            problem = await WaitAsync(watched.Gateway, HttpStatusCode.ServiceUnavailable);
            Assert.False(problem.GetProperty("components").GetProperty("silos").GetProperty("ok").GetBoolean());
            await WaitAsync(watched.Silo, HttpStatusCode.OK, "live");
            await WaitAsync(watched.Gateway, HttpStatusCode.OK, "live");
        }
        finally
        {
            watched.Topology.Postgres.Resume();
        }

        await WaitAsync(watched.Silo, HttpStatusCode.OK);
        await WaitAsync(watched.Gateway, HttpStatusCode.OK);
    }

    private static string[] NamesOf(JsonElement answer) =>
        [.. answer.GetProperty("components").EnumerateObject().Select(component => component.Name)];

    private async Task<JsonElement> WaitAsync(ChatNode node, HttpStatusCode expected, string what = "ready")
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var (status, answer) = await AskAsync(node, what);
            if (status == expected)
            {
                return answer;
            }

            if (clock.Elapsed > Deadline)
            {
                throw new ExpectationException($"{node.Name} still answers {(int)status}: {answer}");
            }

            await Task.Delay(100);
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(ChatNode node, string what)
    {
        using var answer = await _http.GetAsync(new Uri(node.Url, $"/health/{what}"));
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}

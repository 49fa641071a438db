using System.Net;
using ChatOrleans.Deploy.Tests.Compose;
using ChatOrleans.Deploy.Tests.Kubernetes;
using ChatOrleans.TestKit;
using Xunit.Abstractions;

namespace ChatOrleans.Deploy.Tests;

/// <summary>What the compose file says, started as processes with a real PostgreSQL.</summary>
public sealed class ComposeTopologyTests(ITestOutputHelper output)
{
    private const string Hub = "\"GET /hubs/chat\"";

    private static readonly ComposeFile File = ComposeFile.Read();
    private static readonly string[] Probes = ["startupProbe", "livenessProbe", "readinessProbe"];
    private static readonly string[] Hidden = ["/metrics", "/health/ready", "/health/live"];

    [Fact]
    public async Task The_topology_of_the_compose_file_carries_messages_and_ends_in_order()
    {
        await using var topology = await ComposeNodes.StartAsync(File);
        var (one, other) = (topology.Nodes["gateway-1"], topology.Nodes["gateway-2"]);
        using var api = new ChatApi(() => one.Url);
        var ada = await api.RegisterAsync("ada");
        var bob = await api.RegisterAsync("bob");

        await TalkAsync(ada, one.Url, bob, other.Url, "direct");
        await Probes_find_every_node_ready(topology);
        await The_image_s_health_check_tells_who_answers(one.Url);
        await The_gateway_has_the_autoscalers_metric(one.Url);
        await The_proxy_carries_them_too(topology, api, ada, bob);

        // As compose stops them: those that wait for others first.
        foreach (var role in new[] { NodeRole.Gateway, NodeRole.Silo })
        {
            var codes = await Task.WhenAll(topology.Nodes.Values.Where(node => node.Role == role).Select(node => node.TerminateAsync()));
            Assert.All(codes, code => Assert.Equal(0, code));
        }
    }

    private static async Task TalkAsync(Account ada, Uri adasGateway, Account bob, Uri bobsGateway, string word)
    {
        await using var first = await ChatClient.ConnectAsync(adasGateway, ada.AccessToken);
        await using var second = await ChatClient.ConnectAsync(bobsGateway, bob.AccessToken);
        (await first.SyncAsync()).Must();
        (await second.SyncAsync()).Must();
        var thread = (await first.OpenThreadAsync(bob.Handle)).Must();
        var question = (await first.SendAsync(thread.ThreadId, $"{word}-1", "over there")).Must();
        Assert.Equal("over there", (await second.ExpectEventAsync(thread.ThreadId, question.Seq)).Text);
        var answer = (await second.SendAsync(thread.ThreadId, $"{word}-2", "and back")).Must();
        Assert.Equal("and back", (await first.ExpectEventAsync(thread.ThreadId, answer.Seq)).Text);
    }

    private static async Task Probes_find_every_node_ready(ComposeNodes topology)
    {
        using var http = new HttpClient();
        foreach (var node in topology.Nodes.Values)
        {
            var container = Manifests.Container(Manifests.Pods[$"chat-{node.Role.ToString().ToLowerInvariant()}"]);
            foreach (var path in Probes.Select(probe => container[probe]["httpGet"]["path"].Text).Distinct())
            {
                using var answer = await http.GetAsync(new Uri(node.Url, path));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{node.Name}{path}: {answer.StatusCode}");
            }
        }
    }

    private async Task The_image_s_health_check_tells_who_answers(Uri node)
    {
        var script = DeployFiles.PathOf("container", "healthcheck");
        string[] asked = [.. ImageFile.List(ImageFile.Instructions.Single(step => step.Instruction == "HEALTHCHECK").Arguments)[1..]];
        foreach (var word in asked.Append(File["silo-1"].Body["healthcheck"]["test"].Items[^1].Text))
        {
            Assert.Equal(0, (await AskAsync(node.Port, word)).ExitCode);
        }

        Assert.NotEqual(0, (await AskAsync(node.Port, "no-such-check")).ExitCode);
        Assert.NotEqual(0, (await AskAsync(FreePorts.Next(), "live")).ExitCode);

        async Task<ToolAnswer> AskAsync(int port, string word) => (await Tool.AskAsync(
            output, "bash", [script, word], new Dictionary<string, string> { ["ASPNETCORE_HTTP_PORTS"] = $"{port}" }))!;
    }

    private static async Task The_gateway_has_the_autoscalers_metric(Uri gateway)
    {
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri(gateway, "/metrics"));
        var scaler = Assert.Single(Manifests.Of("HorizontalPodAutoscaler"));
        var name = Assert.Single(scaler["spec"]["metrics"].Items)["pods"]["metric"]["name"].Text;
        Assert.Contains(page.Split('\n'), line => line.StartsWith(name, StringComparison.Ordinal));
    }

    private async Task The_proxy_carries_them_too(ComposeNodes topology, ChatApi api, Account ada, Account bob)
    {
        if (Tool.Find("nginx") is not { } nginx)
        {
            output.WriteLine("nginx is not on this machine: the gateways were asked without the proxy.");
            return;
        }

        output.WriteLine("nginx was started in front of the gateways.");
        await using var proxy = await ComposeProxy.StartAsync(nginx, File, topology.Nodes);
        await TalkAsync(ada, proxy.Url, bob, proxy.Url, "proxy");

        var ticket = await api.IssueTicketAsync(ada.AccessToken);
        await using (var browser = await ChatClient.ConnectAsync(proxy.Url, ticket.Value, inQuery: true))
        {
            (await browser.SyncAsync()).Must();
        }

        using var http = new HttpClient();
        foreach (var path in Hidden)
        {
            using var answer = await http.GetAsync(new Uri(proxy.Url, path));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        // Of two people and a browser; nginx writes a connection's line when it is over.
        var log = await proxy.ReadLogAsync(lines => lines.Count(line => line.Contains(Hub, StringComparison.Ordinal)) == 3);
        Assert.DoesNotContain("access_token", log, StringComparison.Ordinal);
    }
}

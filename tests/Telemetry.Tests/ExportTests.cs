namespace ChatOrleans.Telemetry.Tests;

[Collection(WatchedGroup.Name)]
public sealed class ExportTests(Watched watched)
{
    private static readonly string[] Measured =
    [
        "chat.message.ack.duration", "chat.log.commit.duration", "chat.cluster.silos", "chat.ready", "dotnet.gc.collections",
    ];

    [Fact]
    public async Task A_messages_way_is_one_trace_and_nothing_exported_holds_what_was_written()
    {
        const string Text = "nobody but the two of them reads this";
        var (ada, bob, threadId, accounts) = await watched.TalkAsync();
        await using var _ = ada;
        await using var __ = bob;
        var ack = (await ada.SendAsync(threadId, "m-1", Text)).Must();
        await bob.ExpectEventAsync(threadId, ack.Seq);

        var way = await TraceOfAsync("SendMessage", spans => Names(spans).IsSupersetOf(
            ["SendMessage", "IThreadGrain/SendAsync", "append", "fan-out"]));

        // The call's two sides, in two processes.
        Assert.Equal(2, way.Count(span => span.Name == "IThreadGrain/SendAsync"));
        Assert.Equal("", Assert.Single(way, span => span.Name == "SendMessage").ParentId);
        Assert.All(way.Where(span => span.Name != "SendMessage"), span => Assert.Contains(way, parent => parent.SpanId == span.ParentId));

        await watched.Collector.WaitForAsync("metrics", bodies => Measured.All(name => OtlpReceiver.Holds(bodies, name)));
        await watched.Collector.WaitForAsync("logs", bodies => OtlpReceiver.Holds(bodies, "Subscribing to the stream"));
        foreach (var role in new[] { "silo", "gateway" })
        {
            Assert.True(OtlpReceiver.Holds(watched.Collector.Bodies, role));
        }

        foreach (var secret in new[] { Text, ChatOrleans.TestKit.ChatApi.Password }.Concat(
            accounts.SelectMany(account => new[] { account.Handle, account.AccessToken, account.RefreshToken })))
        {
            Assert.False(OtlpReceiver.Holds(watched.Collector.Bodies, secret));
        }
    }

    [Fact]
    public async Task An_HTTP_call_is_a_trace_named_by_its_route_whatever_trace_the_client_names()
    {
        const string ClientsTrace = "0af7651916cd43dd8448eb211c80319c";
        var account = await watched.Topology.RegisterAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(watched.Gateway.Url, "/api/v1/me"));
        request.Headers.Add("Authorization", $"Bearer {account.AccessToken}");
        request.Headers.Add("traceparent", $"00-{ClientsTrace}-b7ad6b7169203331-01");
        (await http.SendAsync(request)).EnsureSuccessStatusCode();

        var call = await TraceOfAsync("GET /api/v1/me", spans => spans.Count > 1);
        Assert.NotEqual(ClientsTrace.ToUpperInvariant(), call[0].TraceId);
    }

    private async Task<List<ExportedSpan>> TraceOfAsync(string root, Func<List<ExportedSpan>, bool> isWhole)
    {
        List<ExportedSpan> trace = [];
        await watched.Collector.WaitForAsync("traces", bodies =>
        {
            var spans = bodies.SelectMany(ExportedSpan.ReadAll).ToList();
            var traces = spans.Where(span => span.Name == root)
                .Select(begin => spans.FindAll(span => span.TraceId == begin.TraceId));
            return traces.FirstOrDefault(isWhole) is { } whole && (trace = whole) is not null;
        });
        return trace;
    }

    private static HashSet<string> Names(IEnumerable<ExportedSpan> spans) => [.. spans.Select(span => span.Name)];
}

using ChatOrleans.TestKit;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>A silo and a gateway that tell a collector everything.</summary>
public sealed class Watched : IAsyncLifetime
{
    public const string DashboardKey = "a-key-of-at-least-thirty-two-characters";

    private OtlpReceiver? _collector;
    private ChatTopology? _topology;

    public OtlpReceiver Collector => _collector ?? throw new ExpectationException("The collector is not started.");

    public ChatTopology Topology => _topology ?? throw new ExpectationException("The topology is not started.");

    public ChatNode Silo => Topology.Silos[0];

    public ChatNode Gateway => Topology.Gateways[0];

    public async Task InitializeAsync()
    {
        _collector = await OtlpReceiver.StartAsync();
        _topology = await ChatTopology.StartAsync(new TopologyPlan
        {
            Silos = 1,
            Gateways = 1,
            Settings = new Dictionary<string, string>
            {
                ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Url,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_TRACES_SAMPLER"] = "parentbased_always_on",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            },
            SiloSettings = new Dictionary<string, string>
            {
                ["Chat__Dashboard__Enabled"] = "true",
                ["Chat__Dashboard__Key"] = DashboardKey,
            },
        });
    }

    public async Task DisposeAsync()
    {
        if (_topology is not null)
        {
            await _topology.DisposeAsync();
        }

        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }
    }

    /// <summary>Two people connected to the gateway, in a thread of theirs.</summary>
    internal async Task<(ChatClient Ada, ChatClient Bob, string ThreadId, Account[] Accounts)> TalkAsync()
    {
        var (ada, bob) = (await Topology.RegisterAsync("ada"), await Topology.RegisterAsync("bob"));
        var adas = await ChatClient.ConnectAsync(Gateway.Url, ada.AccessToken);
        var bobs = await ChatClient.ConnectAsync(Gateway.Url, bob.AccessToken);
        (await adas.SyncAsync()).Must();
        (await bobs.SyncAsync()).Must();
        var thread = (await adas.OpenThreadAsync(bob.UserId)).Must();
        return (adas, bobs, thread.ThreadId, [ada, bob]);
    }
}

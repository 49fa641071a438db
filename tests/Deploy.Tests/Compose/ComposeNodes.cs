using System.Globalization;
using ChatOrleans.TestKit;

namespace ChatOrleans.Deploy.Tests.Compose;

/// <summary>
/// The services of the compose file that are the product's, as plain processes on this machine: started by the image's
/// command with the file's environments, in the file's order. Addresses and ports alone are others.
/// </summary>
internal sealed class ComposeNodes : IAsyncDisposable
{
    private const string Here = "127.0.0.1";

    private readonly ComposeFile _file;
    private readonly PostgresServer _postgres;
    private readonly Dictionary<string, (int Http, int Silo, int Gateway)> _ports;

    private ComposeNodes(ComposeFile file, PostgresServer postgres)
    {
        _file = file;
        _postgres = postgres;
        _ports = file.Nodes.ToDictionary(
            node => node.Name, _ => (FreePorts.Next(), FreePorts.Next(), FreePorts.Next()), StringComparer.Ordinal);
        Nodes = file.Nodes.ToDictionary(node => node.Name, MakeNode, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, ChatNode> Nodes { get; }

    public static async Task<ComposeNodes> StartAsync(ComposeFile file)
    {
        var topology = new ComposeNodes(file, await PostgresServer.StartAsync());
        try
        {
            await topology.StartAllAsync();
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        await _postgres.DisposeAsync();
    }

    /// <summary>In rounds, each of those whose conditions the rounds before have met.</summary>
    private async Task StartAllAsync()
    {
        HashSet<string> done = ["postgres"];
        var waiting = _file.Nodes.Append(_file["migrate"]).ToList();
        while (waiting.Count > 0)
        {
            var round = waiting.Where(service => service.Waits.Keys.All(done.Contains)).ToArray();
            Assert.NotEmpty(round);
            await Task.WhenAll(round.Select(StartAsync));
            done.UnionWith(round.Select(service => service.Name));
            waiting.RemoveAll(service => done.Contains(service.Name));
        }
    }

    private async Task StartAsync(ComposeService service)
    {
        if (Nodes.TryGetValue(service.Name, out var node))
        {
            await node.RestartAsync();
            return;
        }

        await using var process = ServerProcess.Start(ProgramOf(service, []));
        Assert.True(await process.WaitForExitAsync(ChatTopology.StartDeadline) == 0, process.Output);
    }

    private ChatNode MakeNode(ComposeService service)
    {
        var url = new Uri($"http://{Here}:{Text(_ports[service.Name].Http)}");
        return new ChatNode(
            service.Name,
            Enum.Parse<NodeRole>(service.Role!, ignoreCase: true),
            url,
            ProgramOf(service, ["--urls", url.GetLeftPart(UriPartial.Authority)]));
    }

    private ProgramStart ProgramOf(ComposeService service, IEnumerable<string> arguments) => new()
    {
        Project = Path.GetFileNameWithoutExtension(ImageFile.Entrypoint[1]).Split('.')[^1],
        Arguments = [.. service.Body["command"].Items.Select(word => word.Text), .. arguments],
        Settings = service.Environment.ToDictionary(
            setting => setting.Key, setting => Local(service.Name, setting.Key, setting.Value), StringComparer.Ordinal),
    };

    private string Local(string service, string key, string value) => key switch
    {
        "ConnectionStrings__Chat" => _postgres.ConnectionString,
        "Chat__Cluster__SiloPort" => Text(_ports[service].Silo),
        "Chat__Cluster__GatewayPort" => Text(_ports[service].Gateway),
        _ when _file.Services.Any(other => other.Address == value) => Here,
        _ when _ports.TryGetValue(value.Split(':')[0], out var other) => $"{Here}:{Text(other.Gateway)}",
        _ => value,
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

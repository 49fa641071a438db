using System.Net;
using ChatOrleans.Deploy.Tests.Compose;
using ChatOrleans.Deploy.Tests.Configuration;
using ChatOrleans.Deploy.Tests.Yaml;
using Npgsql;
using Xunit.Abstractions;
using static ChatOrleans.Deploy.Tests.Kubernetes.Manifests;

namespace ChatOrleans.Deploy.Tests;

public sealed class ComposeTests(ITestOutputHelper output)
{
    private static readonly ComposeFile File = ComposeFile.Read();

    [Fact]
    public async Task Compose_takes_the_files()
    {
        string[] known = ["name", "networks", "volumes", "services"];
        Assert.All(
            File.Root.Fields.Keys.Where(key => !key.StartsWith("x-", StringComparison.Ordinal)), key => Assert.Contains(key, known));
        Assert.All(File.Services, service => Assert.NotEmpty(service.Body["image"].Text));

        string[] files = ["compose.yaml", "compose.tls.yaml"];
        var arguments = files.SelectMany(file => new[] { "-f", DeployFiles.PathOf("compose", file) }).Append("config");
        var answer = await Tool.AskAsync(output, "docker", ["compose", "version"]);
        if (answer is { ExitCode: 0 })
        {
            answer = await Tool.AskAsync(output, "docker", arguments.Prepend("compose"), ComposeFile.OperatorSettings);
            Assert.True(answer!.ExitCode == 0, answer.Error);
        }
    }

    [Fact]
    public void The_proxy_alone_is_published()
    {
        var published = File.Services.Where(service => service.Body["ports"].Items.Count > 0).ToArray();
        Assert.Equal("proxy", Assert.Single(published, service => !service.IsOptional).Name);
        Assert.All(published, service => Assert.All(
            service.Body["ports"].Items, port => Assert.StartsWith("127.0.0.1:", ComposeFile.Fill(port.Text), StringComparison.Ordinal)));
        Assert.Equal("true", File.Root["networks"]["back"]["internal"].Text);
        Assert.All(File.Nodes, node => Assert.Equal(["back"], node.Body["networks"].Fields.Keys));
    }

    [Fact]
    public void Everything_that_is_named_is_there()
    {
        foreach (var service in File.Services)
        {
            Assert.Empty(service.Waits.Keys.Except(File.Services.Select(other => other.Name)));
            Assert.Empty(service.Body["networks"].Fields.Keys.Except(File.Root["networks"].Fields.Keys));
            foreach (var source in service.Body["volumes"].Items.Select(volume => volume.Text.Split(':')[0]))
            {
                Assert.True(
                    source.StartsWith('.')
                        ? Path.Exists(DeployFiles.PathOf("compose", source))
                        : File.Root["volumes"].Fields.ContainsKey(source),
                    $"{service.Name} mounts {source}, which does not exist.");
            }
        }

        var build = File["migrate"].Body["build"];
        var context = DeployFiles.PathOf("compose", build["context"].Text);
        Assert.True(System.IO.File.Exists(Path.Combine(context, build["dockerfile"].Text)));
    }

    [Fact]
    public void There_are_three_silos_and_two_gateways_in_one_network()
    {
        Assert.Equal(3, File.Nodes.Count(node => node.Role == "silo"));
        Assert.Equal(2, File.Nodes.Count(node => node.Role == "gateway"));

        var subnet = IPNetwork.Parse(File.Root["networks"]["back"]["ipam"]["config"].Items[0]["subnet"].Text);
        var addresses = File.Services.Select(service => service.Address).OfType<string>().ToArray();
        Assert.Equal(addresses.Distinct(), addresses);
        Assert.All(addresses, address => Assert.True(subnet.Contains(IPAddress.Parse(address)), address));
    }

    [Fact]
    public void Silos_and_gateways_find_each_other()
    {
        foreach (var silo in File.Nodes.Where(node => node.Role == "silo"))
        {
            Assert.Equal(silo.Address, silo.Environment["Chat__Cluster__AdvertisedAddress"]);
        }

        var silos = File.Nodes.Where(node => node.Role == "silo")
            .Select(silo => $"{silo.Name}:{silo.Environment["Chat__Cluster__GatewayPort"]}");
        foreach (var gateway in File.Nodes.Where(node => node.Role == "gateway"))
        {
            Assert.Equal(silos, Values(gateway, "Chat__Gateway__Silos__"));
            Assert.Equal([File["proxy"].Address!], Values(gateway, "Chat__Gateway__TrustedProxies__"));
            Assert.DoesNotContain(gateway.Environment.Keys, key => key.StartsWith("ConnectionStrings", StringComparison.Ordinal));
        }

        Assert.All(File.Nodes, node => Assert.Equal([File["prometheus"].Address!], Values(node, "Chat__Metrics__Networks__")));
    }

    [Fact]
    public void The_canary_talks_through_every_gateway()
    {
        var canary = File["canary"];
        Assert.Equal(
            File.Nodes.Where(node => node.Role == "gateway").Select(gateway => $"http://{gateway.Name}:{ImageFile.HttpPort}"),
            Values(canary, "Chat__Canary__Gateways__"));
        Assert.All(canary.Environment.Keys, key => Assert.Contains(
            ProductOptions.Keys, known => known.Fits(key.Replace("__", ":", StringComparison.Ordinal))));
        Assert.Equal(
            canary.Body["entrypoint"].Items.Select(word => word.Text),
            Container(Objects(DeployFiles.PathOf("kubernetes", "components", "canary")).Single(item => Kind(item) == "Deployment")["spec"]["template"])
                ["command"].Items.Select(word => word.Text));
        Assert.Contains(ImageFile.Instructions, step => step.Arguments == "--from=build /canary /canary");
    }

    [Fact]
    public void The_database_is_the_one_that_runs()
    {
        var postgres = File["postgres"];
        foreach (var service in File.Services.Where(service => service.Environment.ContainsKey("ConnectionStrings__Chat")))
        {
            var connection = new NpgsqlConnectionStringBuilder(service.Environment["ConnectionStrings__Chat"]);
            Assert.Equal(postgres.Name, connection.Host);
            Assert.Equal(postgres.Environment["POSTGRES_USER"], connection.Username);
            Assert.Equal(postgres.Environment["POSTGRES_DB"], connection.Database);
            Assert.Equal(postgres.Environment["POSTGRES_PASSWORD"], connection.Password);
        }
    }

    [Fact]
    public void The_product_takes_every_setting()
    {
        Assert.All(File.Nodes.Append(File["migrate"]), node =>
        {
            Assert.Empty(ProductOptions.ErrorsOf(node.Environment.Select(
                setting => new KeyValuePair<string, string?>(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))));
            Assert.All(node.Environment.Keys, key => Assert.Contains(
                ProductOptions.Keys, known => known.Fits(key.Replace("__", ":", StringComparison.Ordinal))));
        });
    }

    [Fact]
    public void Nothing_is_killed_while_it_drains()
    {
        Assert.All(File.Nodes, node => Assert.True(node.StopGracePeriod > DrainTime.Of(node.Environment), node.Name));
    }

    [Fact]
    public void Prometheus_asks_every_node()
    {
        var configuration = YamlFile.Read(DeployFiles.PathOf("compose", "prometheus.yml"));
        var targets = configuration["scrape_configs"].Items
            .SelectMany(job => job["static_configs"].Items)
            .SelectMany(group => group["targets"].Items)
            .Select(target => target.Text);
        Assert.Equal(
            File.Nodes.Append(File["canary"]).Select(node => $"{node.Name}:{ImageFile.HttpPort}").Order(StringComparer.Ordinal),
            targets.Order(StringComparer.Ordinal));
        var mounted = File["prometheus"].Body["volumes"].Items.Select(volume => volume.Text.Split(':')[1]);
        Assert.Subset(mounted.ToHashSet(), configuration["rule_files"].Items.Select(file => file.Text).ToHashSet());
    }

    private static IEnumerable<string> Values(ComposeService service, string prefix) => service.Environment
        .Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal))
        .OrderBy(setting => setting.Key, StringComparer.Ordinal)
        .Select(setting => setting.Value);
}

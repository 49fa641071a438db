using ChatOrleans.Deploy.Tests.Configuration;
using ChatOrleans.Deploy.Tests.Yaml;
using Xunit.Abstractions;
using static ChatOrleans.Deploy.Tests.Kubernetes.Manifests;

namespace ChatOrleans.Deploy.Tests;

public sealed class KubernetesTests(ITestOutputHelper output)
{
    // What each version of each kind is that the manifests use; another one is looked up and added here.
    private static readonly HashSet<string> KnownKinds =
    [
        "v1 ServiceAccount", "v1 ConfigMap", "v1 Service", "v1 Namespace", "batch/v1 Job", "apps/v1 Deployment",
        "policy/v1 PodDisruptionBudget", "autoscaling/v2 HorizontalPodAutoscaler", "networking.k8s.io/v1 NetworkPolicy",
        "networking.k8s.io/v1 Ingress", "gateway.networking.k8s.io/v1 HTTPRoute",
    ];

    public static TheoryData<string> Makers { get; } = [.. Pods.Keys];

    public static TheoryData<string> Servers { get; } = [.. Of("Deployment").Select(Name)];

    [Fact]
    public async Task Every_folder_can_be_put_together()
    {
        Assert.NotEmpty(Folders);
        foreach (var folder in Folders)
        {
            Assert.All(Listed(folder), name => Assert.True(Path.Exists(Path.Combine(folder, name)), $"{folder}: {name}"));
            Assert.Equal(
                Directory.EnumerateFiles(folder, "*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal),
                Listed(folder).Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Append("kustomization.yaml")
                    .Order(StringComparer.Ordinal));
            Assert.All(Objects(folder), item => Assert.Contains($"{item["apiVersion"].Text} {Kind(item)}", KnownKinds));

        }

        foreach (var folder in Folders.Except(Components))
        {
            await PutTogetherAsync(folder);
        }
    }

    [Fact]
    public async Task Components_fit_the_base()
    {
        Assert.NotEmpty(Components);
        var patched = Components.SelectMany(Patches).ToArray();
        Assert.NotEmpty(patched);
        Assert.All(patched, patch =>
        {
            var containers = One(Kind(patch), Name(patch))["spec"]["template"]["spec"]["containers"].Items;
            Assert.All(
                patch["spec"]["template"]["spec"]["containers"].Items,
                added => Assert.Contains(containers, container => container["name"].Text == added["name"].Text));
        });

        var folder = Directory.CreateTempSubdirectory("chat-kustomize-");
        try
        {
            var lines = Components.Select(component => $"- {Path.GetRelativePath(folder.FullName, component)}");
            var resource = Path.GetRelativePath(folder.FullName, DeployFiles.PathOf("kubernetes", "base"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "kustomization.yaml"),
                $"resources:\n- {resource}\ncomponents:\n{string.Join('\n', lines)}\n");
            await PutTogetherAsync(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Names_are_given_once()
    {
        var names = Base.Select(item => $"{Kind(item)} {Name(item)}").ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Selectors_find_pods()
    {
        foreach (var maker in Of("Deployment"))
        {
            Assert.Subset(Labels(maker["spec"]["template"]["metadata"]["labels"]), Labels(maker["spec"]["selector"]["matchLabels"]));
        }

        foreach (var (selector, owner) in Of("Service").Select(item => (item["spec"]["selector"], Name(item)))
            .Concat(Of("PodDisruptionBudget").Select(item => (item["spec"]["selector"]["matchLabels"], Name(item)))))
        {
            var found = Assert.Single(Pods, pod => Labels(selector).IsSubsetOf(Labels(pod.Value["metadata"]["labels"])));
            Assert.Equal(owner, found.Key);
        }

        var policies = Of("NetworkPolicy").SelectMany(policy => policy.Everything())
            .Select(value => value["podSelector"]["matchLabels"]).Where(labels => labels.Exists).ToArray();
        Assert.NotEmpty(policies);
        Assert.All(policies, labels => Assert.Contains(
            Pods.Values, pod => Labels(labels).IsSubsetOf(Labels(pod["metadata"]["labels"]))));
    }

    [Fact]
    public void Services_reach_ports_that_are_open()
    {
        foreach (var service in Of("Service"))
        {
            var open = Container(Pods[Name(service)])["ports"].Items.Select(port => port["name"].Text).ToArray();
            Assert.All(service["spec"]["ports"].Items, port => Assert.Contains(port["targetPort"].Text, open));
        }

        var silo = Container(Pods["chat-silo"])["ports"].Items.ToDictionary(port => port["name"].Text, port => port["containerPort"].Text);
        var settings = Environment(Pods["chat-silo"]);
        Assert.Equal(settings["ASPNETCORE_HTTP_PORTS"], silo["http"]);
        Assert.Equal(settings["Chat__Cluster__SiloPort"], silo["silo"]);
        Assert.Equal(settings["Chat__Cluster__GatewayPort"], silo["gateway"]);
        Assert.Equal(
            $"chat-silo:{One("Service", "chat-silo")["spec"]["ports"].Items.Single(port => port["name"].Text == "gateway")["port"].Text}",
            Environment(Pods["chat-gateway"])["Chat__Gateway__Silos__0"]);
    }

    [Fact]
    public void What_is_from_outside_goes_to_the_gateways()
    {
        var service = One("Service", "chat-gateway")["spec"]["ports"].Items.Single();
        var ingress = Objects(DeployFiles.PathOf("kubernetes", "overlays", "example")).Single(item => Kind(item) == "Ingress");
        var backends = ingress["spec"]["rules"].Items.SelectMany(rule => rule["http"]["paths"].Items)
            .Select(path => (Path: path["path"].Text, Service: path["backend"]["service"]["name"].Text, Port: path["backend"]["service"]["port"]["name"].Text));
        Assert.Equal([("/api", "chat-gateway", service["name"].Text), ("/hubs", "chat-gateway", service["name"].Text)], backends);

        var route = Assert.Single(Objects(DeployFiles.PathOf("kubernetes", "components", "gateway-api")));
        Assert.All(
            route["spec"]["rules"].Items.SelectMany(rule => rule["backendRefs"].Items),
            backend => Assert.Equal(("chat-gateway", service["port"].Text), (backend["name"].Text, backend["port"].Text)));
    }

    [Theory]
    [MemberData(nameof(Makers))]
    public void The_product_takes_every_setting_of_a_pod(string maker)
    {
        var settings = Environment(Pods[maker]);
        var own = settings.Where(setting => setting.Key.StartsWith("Chat__", StringComparison.Ordinal)).ToArray();
        Assert.All(own, setting => Assert.Contains(
            ProductOptions.Keys, known => known.Fits(setting.Key.Replace("__", ":", StringComparison.Ordinal))));
        Assert.Empty(ProductOptions.ErrorsOf(own.Where(setting => setting.Value is not null).Select(
            setting => new KeyValuePair<string, string?>(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Nothing_is_killed_while_it_drains(string maker)
    {
        var pod = Pods[maker]["spec"];
        var settings = Environment(Pods[maker]).Where(setting => setting.Value is not null)
            .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.Ordinal);
        Assert.True(TimeSpan.FromSeconds(pod["terminationGracePeriodSeconds"].Number) > DrainTime.Of(settings));
    }

    [Theory]
    [MemberData(nameof(Makers))]
    public void A_pod_may_do_as_little_as_it_needs(string maker)
    {
        var pod = Pods[maker]["spec"];
        var container = Container(Pods[maker]);
        Assert.Equal("chat-orleans", container["image"].Text);
        Assert.Equal("false", pod["automountServiceAccountToken"].Text);
        Assert.Equal("true", pod["securityContext"]["runAsNonRoot"].Text);
        Assert.Equal("RuntimeDefault", pod["securityContext"]["seccompProfile"]["type"].Text);
        Assert.Equal("true", container["securityContext"]["readOnlyRootFilesystem"].Text);
        Assert.Equal("false", container["securityContext"]["allowPrivilegeEscalation"].Text);
        Assert.Equal("ALL", Assert.Single(container["securityContext"]["capabilities"]["drop"].Items).Text);
        Assert.True(container["resources"]["requests"]["memory"].Exists);
        Assert.True(container["resources"]["limits"]["memory"].Exists);
    }

    [Fact]
    public void Secrets_are_named_and_not_there()
    {
        var everything = Folders.SelectMany(Objects).ToArray();
        Assert.DoesNotContain(everything, item => Kind(item) == "Secret");
        Assert.DoesNotContain(
            everything.SelectMany(item => item.Everything()), value => value.Fields.Keys.Any(key => key.StartsWith("ConnectionStrings", StringComparison.Ordinal)));
        var database = Pods.Where(pod => Environment(pod.Value).ContainsKey("ConnectionStrings__Chat")).ToArray();
        Assert.Equal(["chat-migrate", "chat-silo"], database.Select(pod => pod.Key));
        Assert.All(database, pod => Assert.Equal(
            "chat-database",
            Container(pod.Value)["env"].Items.Single(variable => variable["name"].Text == "ConnectionStrings__Chat")
                ["valueFrom"]["secretKeyRef"]["name"].Text));
    }

    [Fact]
    public void A_silo_tells_its_pods_address()
    {
        var address = Container(Pods["chat-silo"])["env"].Items.Single(variable => variable["name"].Text == "Chat__Cluster__AdvertisedAddress");
        Assert.Equal("status.podIP", address["valueFrom"]["fieldRef"]["fieldPath"].Text);
        Assert.Equal("silo", Environment(Pods["chat-silo"])["Chat__Role"]);
        Assert.Equal("gateway", Environment(Pods["chat-gateway"])["Chat__Role"]);
        Assert.Equal("migrate", Assert.Single(Container(Pods["chat-migrate"])["args"].Items).Text);
    }

    [Fact]
    public void The_autoscaler_scales_the_gateways_and_nobody_else_says_how_many_they_are()
    {
        var scaler = Assert.Single(Of("HorizontalPodAutoscaler"));
        var target = One(scaler["spec"]["scaleTargetRef"]["kind"].Text, scaler["spec"]["scaleTargetRef"]["name"].Text);
        Assert.Equal("chat-gateway", Name(target));
        Assert.False(target["spec"]["replicas"].Exists);
        Assert.Equal("chat_connections", Assert.Single(scaler["spec"]["metrics"].Items)["pods"]["metric"]["name"].Text);
    }

    [Fact]
    public void The_Orleans_ports_are_open_to_silos_and_gateways_alone()
    {
        var silo = One("NetworkPolicy", "chat-silo");
        foreach (var (port, component) in new[] { ("11111", "silo"), ("30000", "gateway") })
        {
            var rule = Assert.Single(silo["spec"]["ingress"].Items, rule => rule["ports"].Items.Any(open => open["port"].Text == port));
            var source = Assert.Single(rule["from"].Items);
            Assert.Equal(component, source["podSelector"]["matchLabels"]["app.kubernetes.io/component"].Text);
            Assert.False(source["namespaceSelector"].Exists);
        }

        var deny = One("NetworkPolicy", "chat-default-deny")["spec"];
        Assert.False(deny["ingress"].Exists || deny["egress"].Exists);
        Assert.All(Pods.Values, pod => Assert.True(
            Labels(deny["podSelector"]["matchLabels"]).IsSubsetOf(Labels(pod["metadata"]["labels"]))));
        Assert.DoesNotContain(
            One("NetworkPolicy", "chat-gateway")["spec"]["egress"].Items.SelectMany(rule => rule["ports"].Items),
            open => open["port"].Text == "5432");
    }

    [Fact]
    public void The_example_changes_what_is_there()
    {
        var patches = Patches(DeployFiles.PathOf("kubernetes", "overlays", "example")).ToArray();
        Assert.NotEmpty(patches);
        Assert.All(patches, patch => Assert.Contains(Base, item => Kind(item) == Kind(patch) && Name(item) == Name(patch)));
    }

    private static IEnumerable<YamlValue> Patches(string folder) =>
        YamlFile.Read(Path.Combine(folder, "kustomization.yaml"))["patches"].Items
            .Select(patch => YamlFile.Read(Path.Combine(folder, patch["path"].Text)));

    private async Task PutTogetherAsync(string folder)
    {
        var answer = await Tool.AskAsync(output, "kubectl", ["kustomize", folder]);
        Assert.True(answer is null or { ExitCode: 0 }, answer?.Error);
    }
}

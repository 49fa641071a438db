using ChatOrleans.Deploy.Tests.Yaml;

namespace ChatOrleans.Deploy.Tests.Kubernetes;

/// <summary>The objects of the base, and those that an installation adds.</summary>
internal static class Manifests
{
    private const string Customization = "kustomization.yaml";

    /// <summary>The objects that the base consists of.</summary>
    public static IReadOnlyList<YamlValue> Base { get; } = Objects(DeployFiles.PathOf("kubernetes", "base"));

    /// <summary>The folders that a person may apply or include.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        .. Directory.EnumerateFiles(DeployFiles.PathOf("kubernetes"), Customization, SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!),
    ];

    /// <summary>Those that are added to the base, and are nothing by themselves.</summary>
    public static IReadOnlyList<string> Components { get; } =
        [.. Folders.Where(folder => Kind(YamlFile.Read(Path.Combine(folder, Customization))) == "Component")];

    /// <summary>The pods of the base, by the name of what makes them.</summary>
    public static IReadOnlyDictionary<string, YamlValue> Pods { get; } = Base
        .Where(item => item["spec"]["template"].Exists)
        .ToDictionary(Name, item => item["spec"]["template"], StringComparer.Ordinal);

    public static string Name(YamlValue item) => item["metadata"]["name"].Text;

    public static string Kind(YamlValue item) => item["kind"].Text;

    public static IEnumerable<YamlValue> Of(string kind) => Base.Where(item => Kind(item) == kind);

    public static YamlValue One(string kind, string name) => Of(kind).Single(item => Name(item) == name);

    /// <summary>Labels as a set, so that a selector is a part of them.</summary>
    public static HashSet<string> Labels(YamlValue map) => [.. map.Fields.Select(label => $"{label.Key}={label.Value.Text}")];

    /// <summary>The one container of a pod.</summary>
    public static YamlValue Container(YamlValue pod) => Assert.Single(pod["spec"]["containers"].Items);

    /// <summary>A container's environment: the shared settings and its own. What is known in the cluster only is null.</summary>
    public static IReadOnlyDictionary<string, string?> Environment(YamlValue pod)
    {
        var container = Container(pod);
        var settings = container["envFrom"].Items
            .SelectMany(source => One("ConfigMap", source["configMapRef"]["name"].Text)["data"].Fields)
            .ToDictionary(setting => setting.Key, setting => setting.Value.TextOrNull, StringComparer.Ordinal);
        foreach (var variable in container["env"].Items)
        {
            settings[variable["name"].Text] = variable["value"].TextOrNull;
        }

        return settings;
    }

    /// <summary>The files that a folder lists, which have to be all that it holds.</summary>
    public static IReadOnlyList<string> Listed(string folder)
    {
        var file = YamlFile.Read(Path.Combine(folder, Customization));
        return [.. file["resources"].Items.Select(item => item.Text).Concat(file["patches"].Items.Select(patch => patch["path"].Text))];
    }

    public static IReadOnlyList<YamlValue> Objects(string folder) =>
        [.. Listed(folder).Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).SelectMany(name => YamlFile.ReadAll(Path.Combine(folder, name)))];
}

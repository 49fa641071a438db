using System.Text.RegularExpressions;
using ChatOrleans.Deploy.Tests.Yaml;

namespace ChatOrleans.Deploy.Tests.Compose;

/// <summary>The compose file, as an operator starts it.</summary>
internal sealed partial class ComposeFile
{
    /// <summary>What the operator has put into <c>.env</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> OperatorSettings =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["CHAT_POSTGRES_PASSWORD"] = "secret" };

    private ComposeFile(YamlValue root)
    {
        Root = root;
        Services = [.. root["services"].Fields.Select(service => new ComposeService(service.Key, service.Value))];
    }

    public YamlValue Root { get; }

    public IReadOnlyList<ComposeService> Services { get; }

    /// <summary>The services that run a role of the product.</summary>
    public IEnumerable<ComposeService> Nodes => Services.Where(service => service.Role is not null);

    public ComposeService this[string name] => Services.Single(service => service.Name == name);

    public static ComposeFile Read() => new(YamlFile.Read(DeployFiles.PathOf("compose", "compose.yaml")));

    /// <summary>Puts the operator's settings, or a variable's default, in place of variables.</summary>
    public static string Fill(string text) => Variable.Replace(text, match =>
        OperatorSettings.TryGetValue(match.Groups["name"].Value, out var value) ? value
        : match.Groups["default"] is { Success: true } standard ? standard.Value
        : throw new InvalidDataException($"Nobody sets {match.Value}."));

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(?::-(?<default>[^}]*)|:\?[^}]*)?\}")]
    private static partial Regex Variable { get; }
}

namespace ChatOrleans.Deploy.Tests;

/// <summary>A unit file: its settings in order, by section.</summary>
internal sealed class SystemdUnit
{
    private readonly List<(string Section, string Key, string Value)> _settings = [];

    private SystemdUnit(string name, IEnumerable<string> lines)
    {
        Name = name;
        var section = "";
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line[0] == '[')
            {
                section = line.Trim('[', ']');
            }
            else
            {
                var parts = line.Split('=', 2);
                _settings.Add(parts.Length == 2
                    ? (section, parts[0], parts[1])
                    : throw new InvalidDataException($"{name}: '{line}' is no setting."));
            }
        }
    }

    public string Name { get; }

    public IEnumerable<string> Sections => _settings.Select(setting => setting.Section).Distinct();

    /// <summary>What the unit itself sets for its process.</summary>
    public IReadOnlyDictionary<string, string> Environment => Values("Service", "Environment")
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public static IReadOnlyList<SystemdUnit> ReadAll() =>
    [
        .. Directory.EnumerateFiles(DeployFiles.PathOf("systemd")).Order(StringComparer.Ordinal)
            .Select(file => new SystemdUnit(Path.GetFileName(file), File.ReadLines(file))),
    ];

    public IEnumerable<string> Values(string section, string key) =>
        _settings.Where(setting => setting.Section == section && setting.Key == key).Select(setting => setting.Value);

    public string? Value(string section, string key) => Values(section, key).LastOrDefault();
}

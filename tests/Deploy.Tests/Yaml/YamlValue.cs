using System.Globalization;

namespace ChatOrleans.Deploy.Tests.Yaml;

/// <summary>A value of a YAML document: a scalar, a list, a map, or nothing.</summary>
internal readonly record struct YamlValue(object? Raw, string Path)
{
    public bool Exists => Raw is not null;

    public bool IsList => Raw is IList<object>;

    /// <summary>The scalar; anything else is a failure that says where.</summary>
    public string Text => Raw as string ?? throw new InvalidDataException($"{Path} is no text.");

    public string? TextOrNull => Raw as string;

    public int Number => int.Parse(Text, CultureInfo.InvariantCulture);

    public IReadOnlyList<YamlValue> Items
    {
        get
        {
            var path = Path;
            return Raw is IList<object> list
                ? [.. list.Select((item, i) => new YamlValue(item, $"{path}[{i}]"))]
                : [];
        }
    }

    public IReadOnlyDictionary<string, YamlValue> Fields
    {
        get
        {
            var path = Path;
            return Raw is IDictionary<object, object> map
                ? map.ToDictionary(
                    entry => (string)entry.Key, entry => new YamlValue(entry.Value, $"{path}.{entry.Key}"), StringComparer.Ordinal)
                : new Dictionary<string, YamlValue>(StringComparer.Ordinal);
        }
    }

    public YamlValue this[string field] =>
        Fields.TryGetValue(field, out var value) ? value : new YamlValue(null, $"{Path}.{field}");

    /// <summary>This value and all within it.</summary>
    public IEnumerable<YamlValue> Everything() =>
        new[] { this }.Concat(Items.Concat(Fields.Values).SelectMany(child => child.Everything()));

    public override string ToString() => Path;
}

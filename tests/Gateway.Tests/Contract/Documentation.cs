using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ChatOrleans.Gateway.Tests.Contract;

/// <summary>What the documentation comments say of types and properties, in one line, in the words of the wire.</summary>
internal sealed partial class Documentation(JsonSerializerOptions json)
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _files = [];

    public string Of(Type type) => Summary(type.Assembly, $"T:{type.FullName}");

    public string Of(PropertyInfo property) =>
        Summary(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}") is { Length: > 0 } said
            ? said
            : Parameter(property);

    private string Summary(Assembly assembly, string member) =>
        Entries(assembly).TryGetValue(member, out var entry) && entry.Element("summary") is { } summary ? OneLine(summary) : "";

    /// <summary>The properties of a positional record are told as the parameters of its constructor, which the type's own comment holds.</summary>
    private string Parameter(PropertyInfo property) =>
        Entries(property.DeclaringType!.Assembly).TryGetValue($"T:{property.DeclaringType.FullName}", out var type) &&
        type.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name) is { } said
            ? OneLine(said)
            : "";

    private Dictionary<string, XElement> Entries(Assembly assembly)
    {
        if (!_files.TryGetValue(assembly, out var entries))
        {
            var file = Path.ChangeExtension(assembly.Location, ".xml");
            entries = XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
            _files.Add(assembly, entries);
        }

        return entries;
    }

    private string OneLine(XElement text) => Spaces.Replace(string.Concat(text.Nodes().Select(Words)), " ").Trim();

    private string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } reference => Named(reference.Value),
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("langword")?.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")?.Value}`",
        XElement element => OneLine(element),
        _ => "",
    };

    /// <summary>A type by its name, a field by its name in JSON, a constant by its value.</summary>
    private string Named(string reference)
    {
        var path = reference[2..];
        var last = path[(path.LastIndexOf('.') + 1)..];
        return reference[0] == 'T' ? $"`{last}`"
            : Constant(path[..path.LastIndexOf('.')], last) is { } value ? $"`{value}`"
            : $"`{JsonNamingPolicy.CamelCase.ConvertName(last)}`";
    }

    private string? Constant(string type, string member)
    {
        var known = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type)).FirstOrDefault(found => found is not null);
        var value = known?.GetField(member, BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
            ?? known?.GetProperty(member, BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
        return value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json).Trim('"');
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }
}

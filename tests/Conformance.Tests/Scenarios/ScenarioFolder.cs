using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>The scenarios in <c>clients/conformance/scenarios</c>.</summary>
internal static partial class ScenarioFolder
{
    /// <summary>A field that nobody knows is a mistake in the file.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Where the files and their schema are.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "clients", "conformance");

    /// <summary>All scenarios, generated ones included, by name.</summary>
    public static IReadOnlyDictionary<string, Scenario> All { get; } = Read();

    private static Dictionary<string, Scenario> Read() => Directory
        .EnumerateFiles(System.IO.Path.Combine(Path, "scenarios"), "*.json")
        .Order(StringComparer.Ordinal)
        .SelectMany(ReadFile)
        .ToDictionary(scenario => scenario.Name, StringComparer.Ordinal);

    private static IEnumerable<Scenario> ReadFile(string file)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(file);
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        json.Remove("$schema");
        var each = json["each"]?.Deserialize<Dictionary<string, string[]>>() ?? [];
        json.Remove("each");
        foreach (var choice in Choices(each.ToArray()))
        {
            var chosen = Fill(json, choice).AsObject();
            chosen["name"] = string.Join('-', choice.Values.Select(Words).Prepend(name));
            Scenario scenario;
            try
            {
                scenario = chosen.Deserialize<Scenario>(Json)!;
            }
            catch (JsonException exception)
            {
                throw new ExpectationException($"{file}: {exception.Message}", exception);
            }

            yield return scenario;
        }
    }

    // Every combination of what "each" lists.
    private static IEnumerable<Dictionary<string, string>> Choices(ReadOnlyMemory<KeyValuePair<string, string[]>> each)
    {
        if (each.IsEmpty)
        {
            return [[]];
        }

        var (key, values) = each.Span[0];
        return
            from value in values
            from rest in Choices(each[1..])
            select new Dictionary<string, string>(rest.Prepend(new(key, value)));
    }

    // Puts what was chosen in place of "{key}", in every string.
    private static JsonNode Fill(JsonNode node, Dictionary<string, string> choice) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => new KeyValuePair<string, JsonNode?>(
            field.Key, field.Value is null ? null : Fill(field.Value, choice)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Fill(item, choice))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String =>
            JsonValue.Create(choice.Aggregate(value.GetValue<string>(), (text, pick) => text.Replace($"{{{pick.Key}}}", pick.Value, StringComparison.Ordinal))),
        _ => node.DeepClone(),
    };

    // "answer:SendMessage" becomes "answer-send-message".
    private static string Words(string text) => Breaks.Replace(text, "-").Trim('-').ToLowerInvariant();

    [GeneratedRegex("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Breaks { get; }
}

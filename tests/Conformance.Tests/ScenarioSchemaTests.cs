using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Scenarios;

namespace ChatOrleans.Conformance.Tests;

/// <summary>The schema that editors check scenarios by says what the runner reads.</summary>
public sealed class ScenarioSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(ScenarioFolder.Path, "scenario.schema.json")))!;

    private static JsonNode Step => Schema["$defs"]!["step"]!["properties"]!;

    [Fact]
    public void Its_fields_are_those_of_the_runner()
    {
        Assert.Equal(Fields<Step>().Except(["isOfTheServer"]).Order(), Keys(Step));
        Assert.Equal(Fields<Condition>().Order(), Keys(Schema["$defs"]!["condition"]!["properties"]!));
        Assert.Equal(Fields<Scenario>().Except(["name", "ordeal", "stalls"]).Concat(["$schema", "each"]).Order(), Keys(Schema["properties"]!));
    }

    [Fact]
    public void Its_words_are_those_of_the_runner()
    {
        Assert.Equal(Words<Verb>(), Listed(Step["do"]!));
        Assert.Equal(Words<FaultKind>(), Listed(Step["what"]!["anyOf"]![0]!));
        Assert.Equal(Words<Beginning>(), Listed(Schema["properties"]!["begin"]!));
        Assert.Equal(Words<ClientKind>(), Listed(Schema["properties"]!["clients"]!["items"]!));
    }

    private static IEnumerable<string> Fields<T>() => typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    private static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName).Order();

    private static IEnumerable<string> Keys(JsonNode fields) => fields.AsObject().Select(field => field.Key).Order();

    private static IEnumerable<string> Listed(JsonNode node) => node["enum"]!.AsArray().Select(word => (string)word!).Order();
}

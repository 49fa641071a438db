using System.Reflection;
using System.Text.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.TestKit;
using Microsoft.AspNetCore.SignalR;
using Xunit;

namespace ChatOrleans.Structure.Tests;

public sealed class ProtocolReferenceTests
{
    private static readonly Assembly Gateway = Assembly.Load("ChatOrleans.Gateway");

    private readonly ProtocolDocument _document = new();

    private static IReadOnlyDictionary<string, MethodInfo> Methods =>
        Gateway.GetType("ChatOrleans.Gateway.Hubs.ChatHub", throwOnError: true)!
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == method.DeclaringType && !method.IsSpecialName)
            .ToDictionary(method => method.GetCustomAttribute<HubMethodNameAttribute>()?.Name ?? method.Name);

    private static IReadOnlyDictionary<string, MethodInfo> Events =>
        Gateway.GetType("ChatOrleans.Gateway.Hubs.IChatClient", throwOnError: true)!.GetMethods()
            .ToDictionary(method => method.Name);

    [Fact]
    public void Every_hub_method_is_in_the_reference_with_argument_and_value()
    {
        var entries = _document.Entries("Hub methods");
        Assert.Equal(Methods.Keys.Order(StringComparer.Ordinal), entries.Keys.Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(2, ProtocolDocument.Examples(entry.Value).Count));
    }

    [Fact]
    public void Every_argument_in_the_reference_shows_every_field_and_no_other()
    {
        foreach (var (name, text) in _document.Entries("Hub methods"))
        {
            var argument = Assert.Single(Methods[name].GetParameters(), parameter => parameter.ParameterType != typeof(CancellationToken));
            AssertFields(name, argument.ParameterType, ProtocolDocument.Examples(text)[0]);
        }
    }

    [Fact]
    public void Every_event_is_in_the_reference_with_its_payload()
    {
        var entries = _document.Entries("Hub events");
        Assert.Equal(Events.Keys.Order(StringComparer.Ordinal), entries.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in entries)
        {
            var example = Assert.Single(ProtocolDocument.Examples(text));
            var payload = Assert.Single(Events[name].GetParameters());
            var known = Fields(payload.ParameterType);
            Assert.Subset(known, example.EnumerateObject().Select(field => field.Name).ToHashSet());
        }
    }

    [Fact]
    public void Every_error_code_is_in_the_reference_and_no_other()
    {
        var codes = Constants(typeof(RefusalCode)).Concat(
            Constants(Gateway.GetType("ChatOrleans.Gateway.Http.ProblemCode", throwOnError: true)!));
        Assert.Equal(codes.Order(StringComparer.Ordinal), _document.Codes("Error codes").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_is_JSON() => Assert.NotEmpty(_document.AllExamples());

    private static void AssertFields(string name, Type type, JsonElement example)
    {
        var shown = example.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal).ToArray();
        var known = Fields(type).Order(StringComparer.Ordinal).ToArray();
        Assert.True(known.SequenceEqual(shown), $"{name} takes {string.Join(", ", known)}; the reference shows {string.Join(", ", shown)}.");
    }

    private static HashSet<string> Fields(Type type) =>
        [.. type.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}

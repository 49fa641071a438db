using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Tests.Contract;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.TestKit;

namespace ChatOrleans.Gateway.Tests;

/// <summary>
/// Holds what clients take for the contract against the gateway's own types. With the environment variable
/// <c>CHAT_WRITE_CONTRACT=1</c> the TypeScript file is written anew instead.
/// </summary>
public sealed class ContractTests
{
    private const string Rewrite = "CHAT_WRITE_CONTRACT";

    // It reads of a problem document what a refusal has, and reports over the hub.
    private static readonly HashSet<string> NotForTheDotNetClient = ["ChatProblem", "ReportRequest"];

    private static readonly string TypeScriptFile =
        Path.Combine(Repository.Root, "clients", "typescript", "src", "contract.ts");

    [Fact]
    public void TypeScript_Contract_IsWhatTheGatewaySpeaks()
    {
        var contract = TypeScriptText.Of(new WireContract());
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(TypeScriptFile, contract);
        }

        Assert.Equal(contract, File.ReadAllText(TypeScriptFile));
    }

    /// <summary>The .NET client has records of its own, with the names of the contract and texts where the contract has fixed lists.</summary>
    [Fact]
    public void DotNetClient_Records_AreWhatTheGatewaySpeaks()
    {
        var contract = new WireContract();
        var lists = new Regex($@"\b({string.Join('|', contract.Names.Select(list => list.Name))})\b");
        var records = Assembly.Load("ChatOrleans.Client").GetTypes()
            .Where(type => type.Namespace == "ChatOrleans.Client.Contract").ToDictionary(type => type.Name);
        var known = new WireTypes(new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });
        foreach (var expected in contract.Objects.Where(one => !NotForTheDotNetClient.Contains(one.Name)))
        {
            Assert.True(records.TryGetValue(expected.Name, out var record), $"The .NET client has no {expected.Name}.");
            known.Form(record);
            var actual = known.Objects.Single(one => one.Name == expected.Name);
            Assert.Equal(
                expected.Fields.Select(field => (field.Name, lists.Replace(field.Form, "string"), field.IsOptional)).Order(),
                actual.Fields.Select(field => (field.Name, field.Form, field.IsOptional)).Order());
        }
    }

    /// <summary>What a client is told it can't leave out is what the hub refuses to do without.</summary>
    [Fact]
    public void HubArguments_RequiredFields_AreThoseWhoseAbsenceIsRefused()
    {
        var json = new JsonSerializerOptions();
        ChatJson.Configure(json);
        var examples = new ProtocolDocument().Entries("Hub methods").Values
            .Select(text => ProtocolDocument.Examples(text)[0]).ToArray();
        foreach (var argument in WireContract.Arguments)
        {
            var fields = argument.GetProperties().ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            var example = examples.First(shown => shown.EnumerateObject().Select(field => field.Name).ToHashSet().SetEquals(fields.Keys));
            foreach (var (name, property) in fields)
            {
                var without = JsonNode.Parse(example.GetRawText())!.AsObject();
                without.Remove(name);
                var isRefused = Refused(argument, without.Deserialize(argument, json)!)?.Field == name;
                Assert.True(
                    isRefused == property.IsDefined(typeof(RequiredAttribute)),
                    $"{argument.Name}.{property.Name} is {(isRefused ? "needed" : "not needed")}; its attributes say otherwise.");
            }
        }
    }

    private static Refusal? Refused(Type argument, object request)
    {
        var read = argument.GetMethod("TryRead", BindingFlags.Public | BindingFlags.Static)!;
        var arguments = new object?[read.GetParameters().Length];
        arguments[0] = request;
        return (bool)read.Invoke(null, arguments)! ? null : (Refusal)arguments[^1]!;
    }
}
